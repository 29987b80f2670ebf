package dev.meanwhile.resilience;

import dev.meanwhile.Deadline;
import dev.meanwhile.resilience.CircuitBreaker.Change;
import dev.meanwhile.resilience.CircuitBreaker.Snapshot;
import dev.meanwhile.resilience.CircuitBreaker.State;
import dev.meanwhile.resilience.CircuitBreaker.Verdict;
import dev.meanwhile.resilience.Window.Tally;
import dev.meanwhile.runtime.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The states of a breaker. Each state is numbered; a call carries the number of the one in which it
 * was let through, and is counted only in that.
 *
 * <p>Guarded by its own lock; nothing is called under it.
 */
final class Circuit {
  private final String name;
  private final BreakerRule rule;
  private final long slowAfter;
  private final boolean timeless;
  private final SharedClock clock = new SharedClock();
  private State state = State.CLOSED;
  private long number;
  private Window window;
  private long since;
  private int out;
  private int failedProbes;
  private Admission usual;

  Circuit(String name, BreakerRule rule) {
    this.name = name;
    this.rule = rule;
    this.slowAfter = Nanos.of(rule.rates.slowAfter());
    this.window = rule.window.empty();
    this.timeless = slowAfter == Timekeeper.NEVER && !window.forgets();
    this.usual = letThrough(0, null);
  }

  /** A call that was let through. No two are equal. */
  static final class Pass {
    private final String name;
    private final State state;
    private final long number;
    private final long from;

    private Pass(String name, State state, long number, long from) {
      this.name = name;
      this.state = state;
      this.number = number;
      this.from = from;
    }

    /** Whether others are kept out until it has ended. */
    boolean isProbe() {
      return state == State.HALF_OPEN;
    }

    @Override
    public String toString() {
      return (isProbe() ? "a probe of" : "a call through") + " circuit breaker \"" + name + "\"";
    }
  }

  /**
   * What a call is told.
   *
   * @param pass null if it is not let through
   * @param kept why it is not, or null
   * @param change of the state, if its time had come
   */
  record Admission(@Nullable Pass pass, @Nullable Snapshot kept, @Nullable Change change) {}

  synchronized Admission admit() {
    long now = now();
    Change change = advance(now);
    if (isOpen(now)) {
      return new Admission(null, snapshot(now), change);
    }
    out++;
    return isTimeless() && change == null ? usual : letThrough(now, change);
  }

  private boolean isOpen(long now) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> true;
      case HALF_OPEN -> out + window.tally(now).calls() >= rule.times.probes();
      case CLOSED, OBSERVING, DISABLED -> false;
    };
  }

  private Admission letThrough(long now, @Nullable Change change) {
    return new Admission(new Pass(name, state, number, now), null, change);
  }

  /** A closed breaker that counts calls, whatever they take, needs no look at the clock. */
  private boolean isTimeless() {
    return timeless && state == State.CLOSED;
  }

  private long now() {
    return isTimeless() ? 0 : clock.peek();
  }

  /** A call has ended, each exactly once. */
  synchronized @Nullable Change end(Pass pass, Verdict verdict) {
    if (pass.number != number) {
      return null;
    }
    long now = now();
    out--;
    if (verdict != Verdict.NEITHER && state != State.DISABLED) {
      window.add(now, verdict == Verdict.FAILED, now - pass.from >= slowAfter);
    }
    return advance(now);
  }

  /** Changes the state, if it is time. */
  private @Nullable Change advance(long now) {
    Tally tally = window.tally(now);
    return switch (state) {
      case CLOSED -> {
        boolean enough = tally.calls() >= rule.rates.minimumCalls();
        yield enough && rule.rates.areReached(tally) ? become(State.OPEN, clock.peek()) : null;
      }
      case OPEN -> openNanos(now) == 0 ? become(State.HALF_OPEN, now) : null;
      case HALF_OPEN -> judge(tally, now);
      case FORCED_OPEN, OBSERVING, DISABLED -> null;
    };
  }

  /** Decides when all probes have ended, or when the time for them is over. */
  private @Nullable Change judge(Tally tally, long now) {
    Tally ended = tally;
    if (now - since >= Nanos.of(rule.times.probing())) {
      ended = tally.plus(new Tally(out, out, 0));
    } else if (tally.calls() < rule.times.probes()) {
      return null;
    }
    if (ended.calls() == 0) {
      return null;
    }
    return become(rule.rates.areReached(ended) ? State.OPEN : State.CLOSED, now);
  }

  synchronized @Nullable Change become(State next) {
    return become(next, clock.peek());
  }

  private Change become(State next, long now) {
    Change change = new Change(snapshot(now), next);
    if (next == State.OPEN && state == State.HALF_OPEN) {
      failedProbes++;
    } else if (next != State.HALF_OPEN) {
      failedProbes = 0;
    }
    state = next;
    number++;
    since = now;
    out = 0;
    window =
        next == State.HALF_OPEN ? new Window.OfCalls(rule.times.probes()) : rule.window.empty();
    usual = letThrough(0, null);
    return change;
  }

  private long openNanos(long now) {
    return Math.max(0, rule.times.openNanos(failedProbes) - (now - since));
  }

  synchronized Snapshot snapshot() {
    return snapshot(clock.peek());
  }

  private Snapshot snapshot(long now) {
    Tally tally = window.tally(now);
    Duration openFor =
        switch (state) {
          case OPEN -> Duration.ofNanos(openNanos(now));
          case FORCED_OPEN -> Deadline.FOREVER;
          case CLOSED, HALF_OPEN, OBSERVING, DISABLED -> Duration.ZERO;
        };
    return new Snapshot(name, state, tally.calls(), tally.failed(), tally.slow(), openFor);
  }
}
