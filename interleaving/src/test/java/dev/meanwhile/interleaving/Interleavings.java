package dev.meanwhile.interleaving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * A few threads, each of which calls some {@link Operation}s of one subject, interleaved in very
 * many ways.
 *
 * <p>Lincheck's model checker runs them again and again, and switches threads where shared memory
 * is read or written, where a lock is taken, where a thread parks, or wakes for no reason. It tries
 * few switches first; most faults need one or two. An interleaving holds if no operation throws or
 * hangs, and the method annotated {@link Validate} does not throw after it.
 */
public final class Interleavings {
  /** So many are tried, or all if there are fewer. */
  private static final int USUAL = Integer.getInteger("interleavings", 600);

  /** So many until a fault must have shown; each has shown within the first 300. */
  private static final int ENOUGH_FOR_A_FAULT = 10_000;

  /** A walk through a small hash table is no spinning. */
  private static final int NOT_SPINNING_YET = 20;

  private final Class<?> subject;
  private final List<List<Actor>> threads = new ArrayList<>();

  private Interleavings(Class<?> subject) {
    this.subject = subject;
  }

  /** Of the operations of {@code subject}, a new one for each interleaving; no thread yet. */
  public static Interleavings of(Class<?> subject) {
    return new Interleavings(subject);
  }

  /** One thread more, which calls these operations one after another. */
  public Interleavings thread(String... operations) {
    threads.add(Stream.of(operations).map(this::operation).toList());
    return this;
  }

  /** Throws, with the interleaving in its message, if there is one that does not hold. */
  public void hold() {
    explore(USUAL);
  }

  /** Fails unless there is one that does not hold, and {@code how} says what happens in it. */
  public void doNotHold(String how) {
    assertThatThrownBy(() -> explore(ENOUGH_FOR_A_FAULT))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining(how);
  }

  private void explore(int most) {
    new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(most)
        .loopIterationsBeforeThreadSwitch(NOT_SPINNING_YET)
        .addGuarantee(trusted())
        .minimizeFailedScenario(false)
        .verifier(NothingThrown.class)
        .addCustomScenario(new ExecutionScenario(List.of(), threads, List.of(), null))
        .check(subject);
  }

  /** No switches inside of the collections that our code guards, and of Flight Recorder events. */
  private static ManagedStrategyGuarantee trusted() {
    return forClasses(name ->
            name.endsWith(".WaitSpan")
                || (name.startsWith("java.util.") && !name.startsWith("java.util.concurrent.")))
        .allMethods()
        .treatAsAtomic();
  }

  private Actor operation(String name) {
    return new Actor(method(name), List.of());
  }

  private Method method(String name) {
    try {
      return subject.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(subject + " has no operation " + name, e);
    }
  }

  /** Accepts every result but an exception. */
  public static final class NothingThrown implements Verifier {

    /** Called by Lincheck, which tells every verifier what to compare the results with. */
    public NothingThrown(Class<?> sequentialSubject) {}

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      return results.getParallelResultsWithClock().stream()
          .flatMap(List::stream)
          .noneMatch(result -> result.getResult() instanceof ExceptionResult);
    }
  }
}
