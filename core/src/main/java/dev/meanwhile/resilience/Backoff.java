package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Deadline;
import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt. Immutable.
 *
 * <p>Callers that failed together must not come back together: the delays that grow have full
 * jitter unless told otherwise. The kinds of jitter, and the decorrelated delays, are those of Marc
 * Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * {@snippet file="Retrying.java" region="give-up"}
 */
public final class Backoff {
  private static final Duration USUAL_MAX = Duration.ofSeconds(30);

  private final String growth;
  private final Growth nanos;
  private final Jitter jitter;
  private final Duration max;

  private Backoff(String growth, Growth nanos, Jitter jitter, Duration max) {
    this.growth = growth;
    this.nanos = nanos;
    this.jitter = jitter;
    this.max = max;
  }

  /**
   * {@code first}, then twice as long each time. Full jitter; at most 30 seconds, or {@code first}
   * where that is longer.
   *
   * @param first zero or more
   */
  public static Backoff exponential(Duration first) {
    long unit = checked(first);
    Growth doubling = (retry, _, _) -> Nanos.product(unit, 1L << Math.min(retry - 1, 62));
    return new Backoff("exponential from " + text(first), doubling, Jitter.FULL, usualMax(first));
  }

  /**
   * {@code first} times 1, 1, 2, 3, 5, 8, and so on. Full jitter; at most 30 seconds, or {@code
   * first} where that is longer.
   *
   * @param first zero or more
   */
  public static Backoff fibonacci(Duration first) {
    long unit = checked(first);
    Growth growth = (retry, _, _) -> Nanos.product(unit, fibonacci(retry));
    return new Backoff("Fibonacci from " + text(first), growth, Jitter.FULL, usualMax(first));
  }

  /**
   * Between {@code first} and three times the delay before, by chance. No further jitter; at most
   * 30 seconds, or {@code first} where that is longer.
   *
   * @param first zero or more
   */
  public static Backoff decorrelated(Duration first) {
    long unit = checked(first);
    Growth growth =
        (_, previous, chance) -> {
          long most = Math.max(unit, Nanos.product(previous, 3));
          return unit + upTo(most - unit, chance);
        };
    return new Backoff("decorrelated from " + text(first), growth, Jitter.NONE, usualMax(first));
  }

  /**
   * The same delay each time, without jitter.
   *
   * @param delay zero or more
   */
  public static Backoff fixed(Duration delay) {
    long unit = checked(delay);
    return new Backoff(text(delay), (_, _, _) -> unit, Jitter.NONE, Deadline.FOREVER);
  }

  /**
   * What {@code delay} says, without jitter.
   *
   * @param delay is given the number of the retry, from 1; a negative answer fails the call with
   *     {@link IllegalArgumentException}
   */
  public static Backoff computed(IntFunction<Duration> delay) {
    requireNonNull(delay, "delay");
    Growth growth = (retry, _, _) -> checked(delay.apply(retry));
    return new Backoff("computed", growth, Jitter.NONE, Deadline.FOREVER);
  }

  /** No delay is longer than {@code max}; zero or more. */
  public Backoff upTo(Duration max) {
    return new Backoff(growth, nanos, jitter, Durations.notNegative("the longest delay", max));
  }

  /** By chance between zero and the whole delay: spreads best. */
  public Backoff fullJitter() {
    return new Backoff(growth, nanos, Jitter.FULL, max);
  }

  /** By chance between half of the delay and the whole. */
  public Backoff equalJitter() {
    return new Backoff(growth, nanos, Jitter.EQUAL, max);
  }

  /** The delay as it is. */
  public Backoff noJitter() {
    return new Backoff(growth, nanos, Jitter.NONE, max);
  }

  /**
   * The delay before a retry.
   *
   * @param retry from 1
   * @param previous the delay before the previous retry, zero where there was none
   */
  Duration delay(int retry, Duration previous, RandomGenerator chance) {
    long grown = nanos.delay(retry, Nanos.of(previous), chance);
    return Duration.ofNanos(jitter.of(Math.min(grown, Nanos.of(max)), chance));
  }

  private static long checked(Duration delay) {
    return Nanos.of(Durations.notNegative("the delay", delay));
  }

  private static Duration usualMax(Duration first) {
    return first.compareTo(USUAL_MAX) > 0 ? first : USUAL_MAX;
  }

  private static long fibonacci(int n) {
    long before = 0;
    long number = 1;
    for (int i = 1; i < n && number > 0; i++) {
      long next = before + number;
      before = number;
      number = next;
    }
    return number > 0 ? number : Long.MAX_VALUE;
  }

  private static long upTo(long most, RandomGenerator chance) {
    return most == Long.MAX_VALUE ? chance.nextLong() >>> 1 : chance.nextLong(most + 1);
  }

  private static String text(Duration duration) {
    return Durations.text(duration);
  }

  @Override
  public String toString() {
    return growth
        + (max.equals(Deadline.FOREVER) ? "" : " up to " + text(max))
        + (jitter == Jitter.NONE ? "" : ", " + jitter.text + " jitter");
  }

  @FunctionalInterface
  private interface Growth {
    long delay(int retry, long previous, RandomGenerator chance);
  }

  private enum Jitter {
    NONE("no"),
    EQUAL("equal"),
    FULL("full");

    private final String text;

    Jitter(String text) {
      this.text = text;
    }

    long of(long nanos, RandomGenerator chance) {
      return switch (this) {
        case NONE -> nanos;
        case EQUAL -> nanos - upTo(nanos / 2, chance);
        case FULL -> upTo(nanos, chance);
      };
    }
  }
}
