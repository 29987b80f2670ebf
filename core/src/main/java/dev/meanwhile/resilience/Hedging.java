package dev.meanwhile.resilience;

import dev.meanwhile.Outcome;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.Contest;
import dev.meanwhile.runtime.NamedTask;
import dev.meanwhile.runtime.RepeatedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a hedge: its attempts, and what was paid for them. */
final class Hedging<T extends @Nullable Object, X extends Exception> {
  private final Hedge hedge;
  private final Repeatable<T, X> task;
  private final long delay;
  private final RepeatedCall calls = RepeatedCall.begin();
  private int paid;

  Hedging(Hedge hedge, Repeatable<T, X> task) {
    this.hedge = hedge;
    this.task = task;
    this.delay = hedge.delay();
  }

  T call() throws X, InterruptedException {
    Ambient.checkCancelled();
    hedge.calls.increment();
    hedge.budget.earn();
    var attempts = new ArrayList<Attempt>();
    var named = new ArrayList<NamedTask<T, X>>();
    for (int number = 0; number < hedge.attempts(); number++) {
      attempts.add(new Attempt(number));
      named.add(new NamedTask<>(task.name(number), task.discardingAs(attempts.getLast())));
    }
    try {
      Contest.Won<T> first = Contest.repeat(named, delay, this::mayGoOn);
      if (first.attempt() > 0) {
        hedge.won.increment();
      }
      return first.value();
    } finally {
      settleUp(attempts);
    }
  }

  /** Whether there may be another attempt after those that failed so; if there may, it is paid. */
  private boolean mayGoOn(List<Throwable> failures) {
    if (!failures.stream().allMatch(Hedging::isRepeatable)) {
      return false;
    }
    boolean affordable = hedge.budget.take();
    if (affordable) {
      paid++;
    } else {
      hedge.withheld.increment();
    }
    return affordable;
  }

  private static boolean isRepeatable(Throwable failure) {
    return RetryRule.DEFAULT.covers(new Outcome.Failure<>(failure)) && !asksForPatience(failure);
  }

  private static boolean asksForPatience(Throwable failure) {
    Duration asked = failure instanceof RetryAfter hint ? hint.retryAfter() : null;
    return asked != null && asked.isPositive();
  }

  /** An attempt that was told to stop before it began was paid for nothing. */
  private void settleUp(List<Attempt> attempts) {
    long sent = attempts.stream().skip(1).filter(attempt -> attempt.sent).count();
    for (long unused = paid - sent; unused > 0; unused--) {
      hedge.budget.giveBack();
    }
  }

  /** One run of the task. */
  private final class Attempt implements Task<T, X> {
    private final int number;
    private volatile boolean sent;

    private Attempt(int number) {
      this.number = number;
    }

    @Override
    public T run() throws X, InterruptedException {
      return calls.attempt(number + 1, this::send);
    }

    private T send() throws X, InterruptedException {
      if (number > 0) {
        sent = true;
        hedge.hedges.increment();
        return task.run();
      }
      long from = Ambient.nanoTime();
      boolean answered = false;
      try {
        T value = task.run();
        answered = Ambient.cancelReason() == null;
        return value;
      } finally {
        measured(Ambient.nanoTime() - from, answered);
      }
    }

    private void measured(long nanos, boolean answered) {
      if (answered || nanos >= delay) {
        hedge.latencies.add(nanos);
      }
    }
  }
}
