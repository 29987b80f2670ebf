package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once more when it takes longer than usual, and takes the first answer. This cuts
 * the slowest calls down for a few percent more load. Kept in a constant, one for each kind of
 * call, because it measures how long they take. Thread-safe.
 *
 * {@snippet file="Hedging.java" region="hedge"}
 *
 * <p><b>Order.</b> The primary first; another attempt when the delay has passed without an answer,
 * or at once when one fails, as in {@link Meanwhile#hedge}. None follows a failure that no {@link
 * Retry} would repeat, or one with a {@link RetryAfter}. <b>Failure.</b> The first success wins. If
 * all fail, what the primary threw is thrown as itself, with what the others threw suppressed, in
 * order. <b>Interrupt.</b> As for every verb, see {@link Meanwhile}. <b>Threads.</b> Each attempt
 * is a task on a thread of its own; the losers are interrupted and waited for. <b>Memory.</b> 16
 * bytes for each latency in the window.
 *
 * <p><b>The measured delay</b> is a percentile (the nearest rank, exact) of the last latencies of
 * <em>primaries</em>: later attempts count only as what they are, a second chance. A primary that
 * answers counts with its latency. One that fails or is cut off counts with its age if that is the
 * delay or more, and else not at all: by then it had not answered, and where above the delay it
 * lies makes no difference to a percentile that is the delay. Counting winners only would forget
 * just the slow ones, and the delay would sink with each of them.
 *
 * <p><b>Budget.</b> When everything is slow, hedges would double the load exactly then. They are
 * bounded to 10 percent of the calls, and 10 more, unless another {@link Budget} is given. An empty
 * one keeps attempts from being started; it ends none.
 *
 * <p><b>Pitfalls.</b> A limit or a breaker for each request belongs inside of the repeatable task,
 * a {@link Retry} around the call. What the loser did is not undone.
 *
 * <p>After Jeffrey Dean and Luiz André Barroso, "The Tail at Scale", Communications of the ACM 56
 * (2), 2013.
 */
public final class Hedge {
  private static final int MOST_HEDGES = 10;
  private static final int LARGEST_WINDOW = 100_000;

  final Budget budget;
  final Latencies latencies;
  final LongAdder calls = new LongAdder();
  final LongAdder hedges = new LongAdder();
  final LongAdder won = new LongAdder();
  final LongAdder withheld = new LongAdder();
  private final HedgeRule rule;

  private Hedge(HedgeRule rule) {
    this.rule = rule;
    this.budget = rule.budget() == null ? Budget.percent(10) : rule.budget();
    this.latencies = new Latencies(rule.window());
  }

  /**
   * Sends another request after the same delay each time.
   *
   * @param delay zero or more
   */
  public static Hedge after(Duration delay) {
    return new Hedge(HedgeRule.after(0, Durations.notNegative("the delay of a hedge", delay)));
  }

  /**
   * Sends another request when the first one takes longer than so many percent of the last ones.
   * Defaults: the percentile of the last 1,000, once there are 100; no shorter than 1 ms.
   *
   * @param percent 1 to 99
   * @param first the delay until enough was measured; zero or more
   */
  public static Hedge afterPercentile(int percent, Duration first) {
    inRange("the percentile of a hedge", percent, 1, 99);
    return new Hedge(HedgeRule.after(percent, Durations.notNegative("the first delay", first)));
  }

  /**
   * Keeps the measured delay within these bounds. Like all that follows: returns another hedge,
   * which has measured nothing.
   *
   * @param shortest zero or more
   * @param longest {@code shortest} or more
   */
  public Hedge between(Duration shortest, Duration longest) {
    Durations.notNegative("the shortest delay", shortest);
    if (longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "the longest delay is "
              + Durations.text(longest)
              + "; allowed: "
              + Durations.text(shortest)
              + " or more");
    }
    return new Hedge(rule.between(shortest, longest));
  }

  /**
   * Takes the percentile of the last {@code window} latencies, once there are {@code warmUp}.
   *
   * @param warmUp 1 to {@code window}
   * @param window up to 100,000
   */
  public Hedge measuring(int warmUp, int window) {
    inRange("the window of a hedge", window, 1, LARGEST_WINDOW);
    inRange("the warm-up of a hedge", warmUp, 1, window);
    return new Hedge(rule.measuring(warmUp, window));
  }

  /**
   * Sends up to {@code n} more requests for one call, each after the delay.
   *
   * @param n 1 to 10; 1 by default
   */
  public Hedge hedges(int n) {
    return new Hedge(rule.hedges(inRange("a number of hedges", n, 1, MOST_HEDGES)));
  }

  /** Takes its hedges out of a budget that others may share. */
  public Hedge budget(Budget shared) {
    return new Hedge(rule.budget(requireNonNull(shared, "shared")));
  }

  private static int inRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " is " + value + "; allowed: " + least + " to " + most);
    }
    return value;
  }

  /**
   * Runs {@code task}, and once more if it takes long.
   *
   * @return the result of the first attempt to succeed
   * @throws X what the primary threw, if all attempts failed
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <T extends @Nullable Object, X extends Exception> T call(Repeatable<T, X> task)
      throws X, InterruptedException {
    return new Hedging<>(this, requireNonNull(task, "task")).call();
  }

  /** The delay at this moment, in nanoseconds. */
  long delay() {
    return rule.delay(latencies);
  }

  /** How many attempts a call has at most. */
  int attempts() {
    return 1 + rule.hedges();
  }

  /** How it is at this moment. */
  public Snapshot snapshot() {
    return new Snapshot(
        Duration.ofNanos(delay()),
        latencies.count(),
        calls.sum(),
        hedges.sum(),
        won.sum(),
        withheld.sum(),
        budget.available());
  }

  @Override
  public String toString() {
    return rule.toString();
  }

  /**
   * A hedge at one moment.
   *
   * @param delay after which it sends another request
   * @param samples how many latencies it looks at
   * @param calls how many calls were made
   * @param hedges how many more requests were sent for them
   * @param won how many calls were answered by one of those first
   * @param withheld how many more would have been sent if the budget had allowed it
   * @param budgetLeft how many more it allows now
   */
  public record Snapshot(
      Duration delay,
      int samples,
      long calls,
      long hedges,
      long won,
      long withheld,
      int budgetLeft) {}
}
