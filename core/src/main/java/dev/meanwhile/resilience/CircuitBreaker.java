package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.CircuitOpen;
import dev.meanwhile.Deadline;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.resilience.Circuit.Pass;
import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.Census;
import dev.meanwhile.runtime.DiscardingTask;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops calling what keeps failing. Closed, it lets every call through and counts; when too many of
 * the last ones failed, it opens, and calls fail at once with {@link CircuitOpen}; after a while it
 * is half-open, and a few calls, the probes, decide whether it closes. Kept in a constant, one for
 * each thing that can fail on its own. Thread-safe.
 *
 * {@snippet file="Breaking.java" region="breaker"}
 *
 * <p><b>What counts.</b> A failure is any exception that comes out, and a deadline that cuts the
 * call off. A call that is cancelled or interrupted counts neither way, and so does one that was
 * refused before it began: by another breaker, by a misuse, by a deadline too near to begin a wait.
 * How a call ended that began in an earlier state is not counted any more.
 *
 * <p><b>Order.</b> None: a call waits for nothing here. <b>Failure.</b> What the task throws is
 * thrown as itself. <b>Interrupt.</b> Left to the task. <b>Threads.</b> The task, and the
 * listeners, run on the calling thread; no timer is needed, the next call finds that the time has
 * come. <b>Memory.</b> One entry for each call of the window, or ten for a window of time.
 *
 * <p><b>Half-open.</b> A probe is a lease: every way out of the call gives it back, one that counts
 * neither way for somebody else to take. Probes that hang count as failed when their time is over,
 * so that the breaker cannot stay half-open.
 *
 * <p><b>Pitfalls.</b> A breaker around a {@link Retry} sees one failure where there were three. A
 * retry around a breaker does not repeat {@link CircuitOpen} by default. A deadline around many
 * calls may leave the last of them too little time, and that counts against the wrong one: give the
 * call a limit of its own, inside the breaker.
 */
public final class CircuitBreaker implements Policy {
  /** What a breaker does with calls. */
  public enum State {
    /** Lets all through, and opens when too many fail. */
    CLOSED("closed"),
    /** Lets none through until its time is over. */
    OPEN("open"),
    /** Lets the probes through. */
    HALF_OPEN("half-open"),
    /** Lets none through until it is told otherwise. */
    FORCED_OPEN("forced open"),
    /** Lets all through and counts, but never opens. */
    OBSERVING("observing"),
    /** Lets all through and counts nothing. */
    DISABLED("disabled");

    final String text;

    State(String text) {
      this.text = text;
    }
  }

  /**
   * A breaker at one moment.
   *
   * @param calls how many calls it looks at
   * @param failed how many of them failed
   * @param slow how many of them were slow
   * @param openFor how long it lets nothing through, {@link Deadline#FOREVER} where forced open
   */
  public record Snapshot(
      String name, State state, int calls, int failed, int slow, Duration openFor) {}

  /** A change of state; {@code before} is as it was. */
  public record Change(Snapshot before, State to) {}

  private final String name;
  private final BreakerRule rule;
  private final Circuit circuit;
  private final CopyOnWriteArrayList<Hooks<Change>> listeners = new CopyOnWriteArrayList<>();

  private CircuitBreaker(String name, BreakerRule rule) {
    this.name = name;
    this.rule = rule;
    this.circuit = new Circuit(name, rule);
  }

  /** A closed breaker; {@code name} is for messages. */
  public static CircuitBreaker of(String name, BreakerRule rule) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "the name of a breaker is blank: \"" + name + "\"; any other text is allowed");
    }
    return new CircuitBreaker(name, requireNonNull(rule, "rule"));
  }

  /**
   * Runs {@code task}, if the breaker lets it through.
   *
   * @throws CircuitOpen at once, if it does not
   */
  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    requireNonNull(task, "task");
    Pass pass = admit();
    T value;
    try {
      value = task.run();
    } catch (Throwable failure) {
      end(pass, verdictOf(failure));
      throw failure;
    }
    end(pass, task, value);
    return value;
  }

  /** A rule that throws says nothing of the other side. */
  private <T extends @Nullable Object> void end(Pass pass, Task<T, ?> task, T value) {
    Verdict verdict = Verdict.NEITHER;
    try {
      verdict = verdictOf(value);
    } catch (Throwable broken) {
      DiscardingTask.discard(task, value);
      throw broken;
    } finally {
      end(pass, verdict);
    }
  }

  private Pass admit() throws CircuitOpen {
    Circuit.Admission admission = circuit.admit();
    tell(admission.change());
    Snapshot kept = admission.kept();
    if (kept != null) {
      throw new CircuitOpen(name, kept.state().text, kept.openFor());
    }
    Pass pass = requireNonNull(admission.pass());
    if (pass.isProbe()) {
      Census.add(pass);
    }
    return pass;
  }

  private void end(Pass pass, Verdict verdict) {
    Change change = circuit.end(pass, verdict);
    Census.remove(pass);
    tell(change);
  }

  private Verdict verdictOf(@Nullable Object value) {
    if (Ambient.cancelReason() == CancelReason.DEADLINE) {
      return Verdict.FAILED;
    }
    if (Ambient.cancelReason() != null) {
      return Verdict.NEITHER;
    }
    return rule.calls.isFailing(value) ? Verdict.FAILED : Verdict.OK;
  }

  private Verdict verdictOf(Throwable failure) {
    CancelReason cancelled = Ambient.cancelReason();
    if (cancelled != null) {
      return cancelled == CancelReason.DEADLINE ? Verdict.FAILED : Verdict.NEITHER;
    }
    if (failure instanceof InterruptedException
        || Thread.currentThread().isInterrupted()
        || FinalFailures.isRefusal(failure)
        || (failure instanceof DeadlineExceeded exceeded && FinalFailures.cutNothing(exceeded))
        || rule.calls.isIgnored(failure)) {
      return Verdict.NEITHER;
    }
    return rule.calls.isFailure(failure) ? Verdict.FAILED : Verdict.OK;
  }

  /** How it is at this moment. */
  public Snapshot snapshot() {
    return circuit.snapshot();
  }

  /** What it does with calls at this moment. */
  public State state() {
    return snapshot().state();
  }

  /** Closes it, with nothing counted: also out of every other state. */
  public void close() {
    tell(circuit.become(State.CLOSED));
  }

  /** Opens it for the usual time. */
  public void open() {
    tell(circuit.become(State.OPEN));
  }

  /** Lets nothing through until it is told otherwise. */
  public void forceOpen() {
    tell(circuit.become(State.FORCED_OPEN));
  }

  /** Lets everything through, and counts, but never opens by itself. */
  public void observe() {
    tell(circuit.become(State.OBSERVING));
  }

  /** Lets everything through, and counts nothing. */
  public void disable() {
    tell(circuit.become(State.DISABLED));
  }

  /**
   * Tells {@code listener} of each change of state, on the thread that caused it or found that its
   * time had come. What it throws is contained.
   */
  public void onChange(Consumer<? super Change> listener) {
    listeners.add(Hooks.<Change>none().with(listener));
  }

  private void tell(@Nullable Change change) {
    if (change != null) {
      listeners.forEach(listener -> listener.tell(change));
    }
  }

  @Override
  public String toString() {
    return "circuit breaker \"" + name + "\"";
  }

  /** What the end of a call says about the other side. */
  enum Verdict {
    OK,
    FAILED,
    NEITHER
  }
}
