package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Deadline;
import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * When a {@link CircuitBreaker} opens, and when it closes again. Immutable: each method returns
 * another rule.
 *
 * <p>Defaults: it opens when half of the calls in the window failed, once there are ten of them;
 * slow calls do not count; it stays open for 30 seconds; then 3 probes decide, within a minute.
 *
 * {@snippet file="Breaking.java" region="half-open"}
 */
public final class BreakerRule {
  private static final int USUAL_MINIMUM = 10;

  final Window window;
  final Rates rates;
  final Times times;
  final CallRule calls;

  private BreakerRule(Window window, Rates rates, Times times, CallRule calls) {
    this.window = window;
    this.rates = rates;
    this.times = times;
    this.calls = calls;
  }

  /**
   * Looks at the last {@code n} calls.
   *
   * @param n 1 to 100,000
   */
  public static BreakerRule lastCalls(int n) {
    Window window = new Window.OfCalls(inRange("a window of the last calls", n, 1, 100_000));
    return in(window).minimumCalls(Math.min(n, USUAL_MINIMUM));
  }

  /**
   * Looks at the calls of the last while, to a tenth of it.
   *
   * @param window more than zero, up to a day
   */
  public static BreakerRule last(Duration window) {
    if (window.isNegative() || window.isZero() || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "a window of " + Durations.text(window) + "; allowed: more than 0 s, up to a day");
    }
    return in(new Window.OfTime(Nanos.of(window)));
  }

  private static BreakerRule in(Window window) {
    Rates rates = new Rates(USUAL_MINIMUM, 50, 100, Deadline.FOREVER);
    Duration open = Duration.ofSeconds(30);
    Times times = new Times(open, open, 3, Duration.ofMinutes(1));
    return new BreakerRule(window, rates, times, CallRule.DEFAULT);
  }

  /**
   * Does not open before there are {@code n} calls in the window.
   *
   * @param n 1 or more, and no more than the window holds; 10 by default, or a smaller window
   */
  public BreakerRule minimumCalls(int n) {
    inRange("a minimum of calls", n, 1, window.most());
    return with(new Rates(n, rates.failurePercent, rates.slowPercent, rates.slowAfter));
  }

  /** Opens when so many percent of the calls failed, or more; 1 to 100, 50 by default. */
  public BreakerRule failureRate(int percent) {
    inRange("a failure rate in percent", percent, 1, 100);
    return with(new Rates(rates.minimumCalls, percent, rates.slowPercent, rates.slowAfter));
  }

  /**
   * Opens when so many percent of the calls, or more, took {@code slowAfter} or longer, however
   * they ended. Never by default.
   *
   * @param percent 1 to 100
   * @param slowAfter zero or more
   */
  public BreakerRule slowRate(int percent, Duration slowAfter) {
    inRange("a rate of slow calls in percent", percent, 1, 100);
    Durations.notNegative("the time of a slow call", slowAfter);
    return with(new Rates(rates.minimumCalls, rates.failurePercent, percent, slowAfter));
  }

  /** Stays open for so long each time; zero or more, 30 seconds by default. */
  public BreakerRule openFor(Duration duration) {
    return openFor(duration, duration);
  }

  /**
   * Stays open for {@code first}, then twice as long each time the probes fail, up to {@code most}.
   *
   * @param first zero or more
   * @param most {@code first} or more
   */
  public BreakerRule openFor(Duration first, Duration most) {
    Durations.notNegative("the time open", first);
    if (most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "open for at most "
              + Durations.text(most)
              + "; allowed: "
              + Durations.text(first)
              + " or more");
    }
    return with(new Times(first, most, times.probes, times.probing));
  }

  /**
   * When the time open is over, lets {@code n} calls through; how they end decides. If they have
   * not all ended {@code within} that time, those that ended decide, and those that still run count
   * as failed.
   *
   * @param n 1 or more; 3 by default
   * @param within more than zero; a minute by default
   */
  public BreakerRule probes(int n, Duration within) {
    inRange("a number of probes", n, 1, Integer.MAX_VALUE);
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException(
          "probes within " + Durations.text(within) + "; allowed: more than 0 s");
    }
    return with(new Times(times.openFor, times.openForAtMost, n, within));
  }

  /** Counts only these exceptions as failures; any other is an answer, and so a success. */
  @SafeVarargs
  public final BreakerRule failingOn(Class<? extends Exception>... types) {
    CallRule wider = calls;
    for (Class<? extends Exception> type : types) {
      wider = wider.orFailing(type);
    }
    return with(wider);
  }

  /** Does not count calls that end with these exceptions at all. */
  @SafeVarargs
  public final BreakerRule ignoring(Class<? extends Exception>... types) {
    CallRule wider = calls;
    for (Class<? extends Exception> type : types) {
      wider = wider.orIgnored(type);
    }
    return with(wider);
  }

  /** Counts results of that type that {@code failing} accepts as failures. */
  public <R> BreakerRule failingResult(Class<R> type, Predicate<? super R> failing) {
    requireNonNull(type, "type");
    requireNonNull(failing, "failing");
    return with(
        calls.orFailingResult(value -> type.isInstance(value) && failing.test(type.cast(value))));
  }

  private BreakerRule with(Rates other) {
    return new BreakerRule(window, other, times, calls);
  }

  private BreakerRule with(Times other) {
    return new BreakerRule(window, rates, other, calls);
  }

  private BreakerRule with(CallRule other) {
    return new BreakerRule(window, rates, times, other);
  }

  private static int inRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " is " + value + "; allowed: " + least + " to " + most);
    }
    return value;
  }

  @Override
  public String toString() {
    return "opens at " + rates.failurePercent + " % failures of " + rates.minimumCalls + " calls";
  }

  /** How many failed or slow calls are too many. */
  record Rates(int minimumCalls, int failurePercent, int slowPercent, Duration slowAfter) {
    boolean areReached(Window.Tally tally) {
      return tally.calls() > 0
          && (percent(tally.failed(), tally) >= failurePercent
              || percent(tally.slow(), tally) >= slowPercent);
    }

    private static double percent(int part, Window.Tally of) {
      return 100.0 * part / of.calls();
    }
  }

  /** How long it is open and half-open. */
  record Times(Duration openFor, Duration openForAtMost, int probes, Duration probing) {
    /** How long to stay open, when the probes have failed so often before. */
    long openNanos(int failedProbes) {
      long grown = Nanos.product(Nanos.of(openFor), 1L << Math.min(failedProbes, 62));
      return Math.min(grown, Nanos.of(openForAtMost));
    }
  }
}
