package dev.meanwhile.testing;

import dev.meanwhile.runtime.Census;
import dev.meanwhile.runtime.ContextSnapshot;
import dev.meanwhile.runtime.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test that leaves something behind: a task that still runs, a permit, a probe of a circuit
 * breaker, an armed alarm, an installed observer or context carrier, or the test thread's interrupt
 * flag.
 *
 * <pre>{@code
 * @ExtendWith(LeakGuard.class)
 * class CheckoutTest { … }
 * }</pre>
 *
 * <p>It counts what is alive in the whole process, so that the tests it guards must not run in
 * parallel with others.
 */
public final class LeakGuard implements BeforeEachCallback, AfterEachCallback {
  private static final int MOST_NAMED = 20;

  private static final Namespace NAMESPACE = Namespace.create(LeakGuard.class);

  /** Made by JUnit. */
  public LeakGuard() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put("installed", installed());
    Census.begin();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var left = new ArrayList<String>();
    Census.end().forEach(thing -> left.add(thing.toString()));
    Integer before = context.getStore(NAMESPACE).get("installed", Integer.class);
    if (before != null && installed() != before) {
      left.add(
          "observers and context carriers: "
              + before
              + " installed before, "
              + installed()
              + " after");
    }
    if (Thread.interrupted()) {
      left.add("the interrupt flag of " + Thread.currentThread());
    }
    failIfAny(left);
  }

  private static int installed() {
    return Observation.installedCount() + ContextSnapshot.installedCount();
  }

  private static void failIfAny(List<String> left) {
    if (!left.isEmpty()) {
      String named = left.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
      int more = left.size() - MOST_NAMED;
      throw new AssertionError(
          "the test left behind: " + named + (more > 0 ? " and " + more + " more" : ""));
    }
  }
}
