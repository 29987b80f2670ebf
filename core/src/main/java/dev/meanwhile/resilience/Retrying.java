package dev.meanwhile.resilience;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.MeanwhileException;
import dev.meanwhile.Outcome;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.resilience.Retry.Attempt;
import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.DiscardingTask;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.Nap;
import dev.meanwhile.runtime.RepeatedCall;
import dev.meanwhile.runtime.Suppression;
import dev.meanwhile.runtime.Thrown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a retry whose first attempt was not all: its attempts, and the waits between them.
 */
final class Retrying<T extends @Nullable Object, X extends Exception> {
  private static final int MOST_KEPT = 32;

  private final Retry retry;
  private final Task<T, X> task;
  private final RepeatedCall calls;
  private final long began;
  private long firstEnded;
  private List<Throwable> failures = List.of(); // another one when something is in it
  private Duration previous = Duration.ZERO;
  private int attempts = 1;

  private Retrying(Retry retry, Task<T, X> task, RepeatedCall calls, long began) {
    this.retry = retry;
    this.task = task;
    this.calls = calls;
    this.began = began;
  }

  /** Calls {@code task} as {@code retry} says. Mostly the first attempt is all there is. */
  static <T extends @Nullable Object, X extends Exception> T call(Retry retry, Task<T, X> task)
      throws X, InterruptedException {
    RepeatedCall calls = RepeatedCall.begin();
    long began = retry.isBounded() ? Ambient.nanoTime() : 0; // mostly nobody asks
    Ambient.checkCancelled();
    if (retry.budget != null) {
      retry.budget.earn();
    }
    calls.began(1);
    T value;
    try {
      value = task.run();
    } catch (Throwable failure) {
      var first = new Outcome.Failure<T>(failure);
      return new Retrying<>(retry, task, calls, began).goOn(first);
    }
    return retry.takesAnyResult() && !calls.isSeen()
        ? value
        : new Retrying<>(retry, task, calls, began).goOn(new Outcome.Success<>(value));
  }

  private T goOn(Outcome<T> first) throws X, InterruptedException {
    for (Outcome<T> outcome = first; ; outcome = attempt()) {
      if (!isReason(outcome)) {
        tell(outcome, null);
        return finish(outcome, null);
      }
      String obstacle = next(outcome);
      if (obstacle != null) {
        return finish(outcome, obstacle);
      }
    }
  }

  private Outcome<T> attempt() {
    calls.began(++attempts);
    try {
      return new Outcome.Success<>(task.run());
    } catch (Throwable failure) {
      return new Outcome.Failure<>(failure);
    }
  }

  /** A condition that throws ends the call; what it was asked about is not lost. */
  private boolean isReason(Outcome<T> outcome) {
    try {
      return retry.rule.covers(outcome);
    } catch (Throwable broken) {
      report(outcome, null);
      suppressFailuresOn(broken);
      switch (outcome) {
        case Outcome.Success<T>(T value) -> DiscardingTask.discard(task, value);
        case Outcome.Failure<T>(Throwable failure) -> Suppression.add(broken, failure);
      }
      throw broken;
    }
  }

  /** The same as {@link #await}; a value that is not handed out after all is discarded. */
  private @Nullable String next(Outcome<T> outcome) throws InterruptedException {
    String obstacle = null;
    try {
      obstacle = await(outcome);
      return obstacle;
    } finally {
      if (obstacle == null && outcome instanceof Outcome.Success<T>(T value)) {
        DiscardingTask.discard(task, value);
      }
    }
  }

  /** Waits until the time of the next attempt; returns why there is none, if so. */
  private @Nullable String await(Outcome<T> outcome) throws InterruptedException {
    if (attempts == 1) {
      firstEnded = Ambient.nanoTime();
    }
    if (outcome instanceof Outcome.Failure<T>(var failure)) {
      keep(failure);
    }
    Duration asked = asked(outcome);
    Duration usual = usual(outcome);
    previous = usual;
    Duration delay = Duration.ofNanos(Nanos.sum(Nanos.of(asked), Nanos.of(usual)));
    String obstacle = obstacle(asked, delay);
    tell(outcome, obstacle == null ? delay : null);
    if (obstacle == null) {
      return sleep(delay);
    }
    stopIfCancelled();
    return obstacle;
  }

  /** Mostly there is one. */
  private void keep(Throwable failure) {
    if (failures.isEmpty()) {
      failures = List.of(failure);
      return;
    }
    if (failures.size() == 1) {
      failures = new ArrayList<>(failures);
    }
    if (failures.size() < MOST_KEPT) {
      failures.add(failure);
    }
  }

  /** A computed delay that fails ends the call; the failures are not lost. */
  private Duration usual(Outcome<T> outcome) {
    try {
      return retry.backoff.delay(attempts, previous, Ambient.chance());
    } catch (Throwable broken) {
      report(outcome, null);
      suppressFailuresOn(broken);
      throw broken;
    }
  }

  private @Nullable String obstacle(Duration asked, Duration delay) {
    if (attempts == retry.attempts) {
      return "there are no more";
    }
    if (asked.compareTo(retry.longestHint) > 0) {
      return "the server asks to be left alone for " + text(asked);
    }
    long nanos = Nanos.of(delay);
    if (retry.isBounded() && Nanos.sum(since(began), nanos) >= Nanos.of(retry.total)) {
      return tooLong(delay, "the total time of " + text(retry.total));
    }
    long remaining = Ambient.remainingNanos();
    if (nanos >= remaining) {
      return tooLong(delay, "the deadline, which leaves " + text(Duration.ofNanos(remaining)));
    }
    return retry.budget == null || retry.budget.take() ? null : "the budget of retries is used up";
  }

  private static String tooLong(Duration delay, String limit) {
    return "a delay of " + text(delay) + " would last beyond " + limit;
  }

  private @Nullable String sleep(Duration delay) throws InterruptedException {
    boolean slept = false;
    try {
      Nap.sleep(WaitReason.BACKOFF, Nanos.of(delay));
      slept = true;
      return null;
    } catch (DeadlineExceeded late) {
      stopIfCancelled();
      return late.getMessage();
    } catch (InterruptedException | MeanwhileException stop) {
      suppressFailuresOn(stop);
      throw stop;
    } finally {
      if (!slept && retry.budget != null) {
        retry.budget.giveBack();
      }
    }
  }

  /** Throws what the scope, or the interrupt, asks for, with what failed before on it. */
  private void stopIfCancelled() throws InterruptedException {
    try {
      Ambient.checkCancelled();
    } catch (InterruptedException | MeanwhileException stop) {
      suppressFailuresOn(stop);
      throw stop;
    }
  }

  private T finish(Outcome<T> outcome, @Nullable String obstacle) throws X {
    switch (outcome) {
      case Outcome.Success<T>(T value) -> {
        return value;
      }
      case Outcome.Failure<T>(Throwable failure) -> {
        suppressFailuresOn(failure);
        if (obstacle != null && retry.attempts > 1) {
          Suppression.add(failure, new GaveUp(summary(obstacle)));
        }
        throw Thrown.<X>as(failure);
      }
    }
  }

  private void suppressFailuresOn(Throwable primary) {
    failures.forEach(failure -> Suppression.add(primary, failure));
  }

  private String summary(String obstacle) {
    return "gave up after attempt "
        + attempts
        + " of "
        + retry.attempts
        + ", "
        + text(Duration.ofNanos(since(firstEnded)))
        + " after the first had ended: "
        + obstacle;
  }

  private void tell(Outcome<T> outcome, @Nullable Duration delay) {
    report(outcome, delay);
    if (!retry.hooks.isEmpty()) {
      retry.hooks.tell(new Attempt(attempts, failureOf(outcome), delay));
    }
  }

  private void report(Outcome<T> outcome, @Nullable Duration delay) {
    calls.ended(attempts, failureOf(outcome), delay);
  }

  private @Nullable Throwable failureOf(Outcome<T> outcome) {
    return outcome instanceof Outcome.Failure<T>(var cause) ? cause : null;
  }

  private static Duration asked(Outcome<?> outcome) {
    Object said =
        switch (outcome) {
          case Outcome.Success<?>(var value) -> value;
          case Outcome.Failure<?>(var failure) -> failure;
        };
    Duration asked = said instanceof RetryAfter hint ? hint.retryAfter() : null;
    return asked == null || asked.isNegative() ? Duration.ZERO : asked;
  }

  private static long since(long time) {
    return Ambient.nanoTime() - time;
  }

  private static String text(Duration duration) {
    return Durations.text(duration);
  }
}
