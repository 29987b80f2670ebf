package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.AllFailed;
import dev.meanwhile.Deadline;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.TaskFailed;
import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call again when it fails. Immutable: each method returns another retry.
 *
 * {@snippet file="Retrying.java" region="retry"}
 *
 * <p><b>Order.</b> One attempt after the other, each after a delay. <b>Failure.</b> If no attempt
 * succeeds, the failure of the last one is thrown as itself; those of the earlier ones (the first
 * 32 of them) are suppressed on it, in order, and a {@link GaveUp} that says why there was no other
 * attempt. <b>Interrupt.</b> An interrupt or a cancellation, also one that comes out of an attempt
 * as another exception, ends the call, with what failed before suppressed. <b>Threads.</b> All
 * attempts run on the calling thread. <b>Memory.</b> The failures.
 *
 * <p><b>Never retried</b>, whatever it was told: an {@link InterruptedException} or any failure in
 * a task that was told to stop; an {@link Error}; a {@link Misuse}; {@link DeadlineExceeded} of a
 * deadline around the call; an {@link Unretryable}. Of our own failures, {@link AllFailed}, {@link
 * TaskFailed} and {@link DeadlineExceeded} of a deadline inside the attempt are retried by default,
 * the others only if {@link #on} names them.
 *
 * <p><b>Deadline.</b> A delay that would last until the deadline or longer is not begun: the last
 * failure is thrown at once.
 *
 * <p><b>Pitfalls.</b> Repeat only what may be done twice. Layers multiply: three attempts inside of
 * three are nine; retry in one layer, or share a {@link Budget}. Without {@link #on} a bug that
 * throws is repeated like any other exception.
 */
public final class Retry implements Policy {
  private static final Backoff USUAL = Backoff.exponential(Duration.ofMillis(100));

  final int attempts;
  final Backoff backoff;
  final Duration total;
  final Duration longestHint;
  final RetryRule rule;
  final @Nullable Budget budget;
  final Hooks<Attempt> hooks;

  private Retry(
      int attempts,
      Backoff backoff,
      Duration total,
      Duration longestHint,
      RetryRule rule,
      @Nullable Budget budget,
      Hooks<Attempt> hooks) {
    this.attempts = attempts;
    this.backoff = backoff;
    this.total = total;
    this.longestHint = longestHint;
    this.rule = rule;
    this.budget = budget;
    this.hooks = hooks;
  }

  /**
   * At most {@code n} calls, the first one included. Defaults: every exception is retried, after
   * exponential delays from 100 ms to 30 s with full jitter; {@code Retry-After} up to a minute; no
   * limit of the total time.
   *
   * @param n 1 or more
   */
  public static Retry attempts(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          n + " attempts make no call; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Retry(
        n, USUAL, Deadline.FOREVER, Duration.ofMinutes(1), RetryRule.DEFAULT, null, Hooks.none());
  }

  /** With these delays. */
  public Retry backoff(Backoff delays) {
    requireNonNull(delays, "delays");
    return new Retry(attempts, delays, total, longestHint, rule, budget, hooks);
  }

  /**
   * With exponential delays and full jitter.
   *
   * @param first zero or more
   * @param max zero or more
   */
  public Retry backoff(Duration first, Duration max) {
    return backoff(Backoff.exponential(first).upTo(max));
  }

  /**
   * Begins no attempt later than {@code limit} after the call. It does not cut off an attempt that
   * runs: put {@link Meanwhile#within} around the call for that.
   *
   * @param limit zero or more
   */
  public Retry totalTime(Duration limit) {
    Durations.notNegative("the total time", limit);
    return new Retry(attempts, backoff, limit, longestHint, rule, budget, hooks);
  }

  /** Retries these, besides others that were named before, and nothing that was not named. */
  @SafeVarargs
  public final Retry on(Class<? extends Exception>... types) {
    RetryRule wider = rule;
    for (Class<? extends Exception> type : types) {
      wider = wider.orOn(type::isInstance);
    }
    return with(wider);
  }

  /** Retries what {@code failure} accepts, besides what was named before. */
  public Retry onFailure(Predicate<? super Exception> failure) {
    return with(rule.orOn(failure));
  }

  /** Does not retry these, although they would be by another rule. */
  @SafeVarargs
  public final Retry notOn(Class<? extends Exception>... types) {
    RetryRule narrower = rule;
    for (Class<? extends Exception> type : types) {
      narrower = narrower.orNotOn(type);
    }
    return with(narrower);
  }

  /**
   * Retries results that {@code result} accepts. If the last attempt ends so, too, its result is
   * returned.
   */
  public Retry onResult(Predicate<? super @Nullable Object> result) {
    return with(rule.orOnResult(result));
  }

  /** {@link #onResult(Predicate)} for results of one type; null is of none. */
  public <R> Retry onResult(Class<R> type, Predicate<? super R> result) {
    requireNonNull(type, "type");
    requireNonNull(result, "result");
    return onResult(value -> type.isInstance(value) && result.test(type.cast(value)));
  }

  /** Whether there is a total time that a call may take. */
  boolean isBounded() {
    return !total.equals(Deadline.FOREVER);
  }

  /** Whether there is nothing to ask, or to tell, about an attempt that returned a result. */
  boolean takesAnyResult() {
    return rule.results().isEmpty() && hooks.isEmpty();
  }

  private Retry with(RetryRule other) {
    return new Retry(attempts, backoff, total, longestHint, other, budget, hooks);
  }

  /**
   * Honours a {@link RetryAfter} of a failure or a result: that time is waited before the usual
   * delay, so that callers who are told the same do not come back together. If it is longer than
   * {@code longest}, there is no other attempt.
   *
   * @param longest zero or more; a minute by default
   */
  public Retry retryAfterUpTo(Duration longest) {
    Durations.notNegative("the longest Retry-After", longest);
    return new Retry(attempts, backoff, total, longest, rule, budget, hooks);
  }

  /** Takes its retries out of a budget that others may share. */
  public Retry budget(Budget shared) {
    requireNonNull(shared, "shared");
    return new Retry(attempts, backoff, total, longestHint, rule, shared, hooks);
  }

  /**
   * Tells {@code listener} of each attempt that ended, on the calling thread, before the delay;
   * attempts that were cut off are not told. What it throws is contained.
   */
  public Retry onAttempt(Consumer<? super Attempt> listener) {
    return new Retry(attempts, backoff, total, longestHint, rule, budget, hooks.with(listener));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    return Retrying.call(this, requireNonNull(task, "task"));
  }

  @Override
  public String toString() {
    return attempts + (attempts == 1 ? " attempt" : " attempts, delays " + backoff);
  }

  /**
   * One attempt that ended.
   *
   * @param number from 1
   * @param failure what it threw, or null where it returned
   * @param delay how long it is to the next attempt, or null where there is none
   */
  public record Attempt(int number, @Nullable Throwable failure, @Nullable Duration delay) {}
}
