package dev.meanwhile.trace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Which runs are recorded, and how much of each. Immutable: each method returns another recording.
 *
 * <p>No event has the value of a task in it, so that none is ever recorded: only names, the places
 * in the code, and the messages of failures. {@link #redacting} looks after those.
 */
public final class Recording {
  /** How many events of a run are kept where nothing else is said. */
  public static final int DEFAULT_EVENTS = 1 << 16;

  /** How many events of a run may be kept. */
  public static final int MOST_EVENTS = 1 << 26;

  private static final long NEVER = Long.MAX_VALUE;

  final int sample;
  final long slowNanos;
  final int events;
  final Redaction redaction;

  private Recording(int sample, long slowNanos, int events, Redaction redaction) {
    this.sample = sample;
    this.slowNanos = slowNanos;
    this.events = events;
    this.redaction = redaction;
  }

  /** Every run. */
  public static Recording everyRun() {
    return oneRunIn(1);
  }

  /**
   * One of each {@code n} runs, not always the same one of them.
   *
   * @param n 1 or more
   */
  public static Recording oneRunIn(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "one run in " + n + " is none; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Recording(n, NEVER, DEFAULT_EVENTS, Redaction.NONE);
  }

  /**
   * The runs that take {@code time} or longer, and no others.
   *
   * @param time more than zero
   */
  public static Recording slowerThan(Duration time) {
    return new Recording(0, positive(time), DEFAULT_EVENTS, Redaction.NONE);
  }

  /**
   * Besides, every run that takes {@code time} or longer, from its beginning. The events of the
   * others are kept until they have ended.
   *
   * @param time more than zero
   */
  public Recording orSlowerThan(Duration time) {
    return new Recording(sample, positive(time), events, redaction);
  }

  private static long positive(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException(
          "a run is never faster than " + time + "; allowed: any time above zero");
    }
    return time.compareTo(Duration.ofNanos(NEVER)) >= 0 ? NEVER : time.toNanos();
  }

  /**
   * The latest {@code most} events of each run, as long as the run is held in memory.
   *
   * @param most 1 to {@link #MOST_EVENTS}; a task makes five to ten events
   */
  public Recording eventsOfARun(int most) {
    if (most < 1 || most > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "a recorder cannot keep " + most + " events; allowed: 1 to " + MOST_EVENTS);
    }
    return new Recording(sample, slowNanos, most, redaction);
  }

  /**
   * Keeps of each name, path, thread's name and message what {@code texts} makes of it. It is
   * called in the task, before anything is kept, from several threads at once. Where it throws,
   * {@value Redaction#UNREADABLE} is kept.
   */
  public Recording redacting(UnaryOperator<String> texts) {
    return new Recording(sample, slowNanos, events, new Redaction(requireNonNull(texts, "texts")));
  }

  /** Whether it depends on the end of a run that was not chosen whether it is recorded. */
  boolean wantsSlowRuns() {
    return slowNanos != NEVER;
  }

  /** Whether every run is recorded, also one that was there before. */
  boolean isOfEveryRun() {
    return sample == 1;
  }

  @Override
  public String toString() {
    String sampled =
        switch (sample) {
          case 0 -> "";
          case 1 -> "every run";
          default -> "one run in " + sample;
        };
    if (!wantsSlowRuns()) {
      return sampled;
    }
    String slow = "runs slower than " + Duration.ofNanos(slowNanos);
    return sampled.isEmpty() ? slow : sampled + ", " + slow;
  }
}
