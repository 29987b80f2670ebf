package dev.meanwhile.contextpropagation;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

/**
 * Carries into every task what is registered with <a
 * href="https://docs.micrometer.io/context-propagation/reference/">Micrometer Context
 * Propagation</a>, such as the current observation of Micrometer or the logging context of SLF4J.
 *
 * <pre>{@code
 * ContextPropagation.carrier().install();      // once, when the application starts
 * }</pre>
 *
 * <p>What no library has registered, the application does; for SLF4J's {@code MDC} that is
 *
 * <pre>{@code
 * ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
 * }</pre>
 *
 * <p>An application that carries nothing but that {@code MDC} does without this module: see {@link
 * ContextCarrier}.
 *
 * <p><b>Order.</b> Values are set, and put back, in the order in which their accessors were
 * registered. <b>Failure.</b> What was there before is put back also where the task fails. An
 * accessor that fails on the way in fails the verb that starts the task, or the task.
 * <b>Threads.</b> Values are read on the thread that starts the task, and set on the task's own;
 * the carriers are thread-safe. <b>Memory.</b> A task keeps one reference for each value.
 *
 * <p><b>Pitfalls.</b> A value is carried by reference: all tasks share a mutable one. Work is put
 * together only where all values are equal, so that a value without an {@code equals} is shared
 * with nothing but itself. A {@link ScopedValue} is not covered: {@link
 * ContextCarrier#of(ScopedValue)}.
 */
public final class ContextPropagation {
  private static final ContextSnapshotFactory ALL =
      ContextSnapshotFactory.builder().clearMissing(true).build();

  private ContextPropagation() {}

  /**
   * Carries the values of all accessors of the global {@link
   * io.micrometer.context.ContextRegistry}, also of those registered later. What the starting
   * thread does not have, the task does not have either.
   */
  public static ContextCarrier carrier() {
    return carrier(ALL);
  }

  /**
   * Carries what {@code factory} captures: from a registry of its own, or certain keys only. Build
   * it with {@code clearMissing(true)}; else what the starting thread does not have is neither
   * cleared for the task nor put back after it.
   */
  public static ContextCarrier carrier(ContextSnapshotFactory factory) {
    requireNonNull(factory, "factory");
    return () -> new Values(factory, factory.captureAll());
  }

  /**
   * What one factory captured. A snapshot equals another that has the same keys and values; which
   * keys it would clear is up to the factory.
   */
  private record Values(ContextSnapshotFactory factory, ContextSnapshot snapshot)
      implements ContextCarrier.Captured {
    @Override
    public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
        throws X, InterruptedException {
      try (var _ = snapshot.setThreadLocals()) {
        return task.run();
      }
    }
  }
}
