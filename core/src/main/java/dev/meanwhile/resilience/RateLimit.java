package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.MeanwhileException;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often calls may start. Kept in a constant, it holds for all its users together. Thread-safe.
 *
 * {@snippet file="RateLimiting.java" region="rate"}
 *
 * <p><b>Order.</b> First come, first served. <b>Failure.</b> What the task throws is thrown as
 * itself. If it is a {@link RetryAfter}, or if the result is one, nobody who shares the limit
 * starts for as long as it asks, a minute at most unless {@link #retryAfterUpTo} says otherwise;
 * what is ours, such as an open breaker, is not the server's word. <b>Interrupt.</b> Ends the wait;
 * who leaves gives the place to those behind. <b>Threads.</b> Waiting, and the task, are on the
 * calling thread. <b>Memory.</b> A strict limit keeps the times of the last n starts; the others
 * one number.
 *
 * <p><b>Deadline.</b> A wait that would end after the deadline is not begun: {@link
 * DeadlineExceeded} at once, and no place is taken.
 *
 * <p><b>Pitfalls.</b> It counts starts, not what runs: slow calls still pile up. A start is when
 * {@link #acquire} returns; what the network does to it later, nobody here can promise. Inside a
 * {@link Retry} each attempt counts, around it only the first.
 */
public final class RateLimit implements Policy {
  private static final int MOST_REMEMBERED = 1_000_000;
  private static final long USUAL_HINT = Duration.ofMinutes(1).toNanos();

  private final String text;
  private final PacedQueue queue;

  private final long longestHint;

  private RateLimit(String text, Pace pace) {
    this(text, new PacedQueue(pace), USUAL_HINT);
  }

  private RateLimit(String text, PacedQueue queue, long longestHint) {
    this.text = text;
    this.queue = queue;
    this.longestHint = longestHint;
  }

  /** Never more than {@code n} starts in any second: {@link #strict}. */
  public static RateLimit perSecond(int n) {
    return strict(n, Duration.ofSeconds(1));
  }

  /**
   * Never more than {@code n} starts in any window of that length, wherever one lays it. All of
   * them may come at once.
   *
   * @param n 1 to 1,000,000
   * @param window more than zero
   */
  public static RateLimit strict(int n, Duration window) {
    if (n > MOST_REMEMBERED) {
      throw new IllegalArgumentException(
          "a strict limit of " + n + " starts; allowed: 1 to " + MOST_REMEMBERED);
    }
    long nanos = checked(n, window);
    return new RateLimit(text(n, window), new Pace.Strict(n, nanos));
  }

  /**
   * Starts spaced evenly, {@code n} in that time: never two at once.
   *
   * @param n 1 or more
   * @param per more than zero
   */
  public static RateLimit smooth(int n, Duration per) {
    return new RateLimit("evenly " + text(n, per), new Pace.Bucket(interval(n, per), 1));
  }

  /**
   * {@code n} starts in that time on average, and up to {@code burst} at once after a quiet time: a
   * token bucket, full at first. In one window there may be as many as {@code n + burst}; for a
   * server that counts, use {@link #strict}.
   *
   * @param n 1 or more
   * @param per more than zero
   * @param burst 1 or more
   */
  public static RateLimit bursty(int n, Duration per, int burst) {
    if (burst < 1) {
      throw new IllegalArgumentException(
          "a burst of " + burst + " starts; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new RateLimit(
        text(n, per) + ", " + burst + " at once", new Pace.Bucket(interval(n, per), burst));
  }

  private static String text(int n, Duration per) {
    return n + " per " + Durations.text(per);
  }

  private static long checked(int n, Duration per) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "a limit of " + n + " starts; allowed: 1 to " + Integer.MAX_VALUE);
    }
    if (per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException(
          "a limit per " + Durations.text(per) + "; allowed: more than 0 s");
    }
    return Nanos.of(per);
  }

  /** Rounded up: too slow rather than too fast. */
  private static long interval(int n, Duration per) {
    return Math.ceilDiv(checked(n, per), n);
  }

  /**
   * The same limit, with the same starts, whose {@link #call} heeds a {@link RetryAfter} for so
   * long at most.
   *
   * @param longest zero or more; a minute by default; zero heeds none
   */
  public RateLimit retryAfterUpTo(Duration longest) {
    Durations.notNegative("the longest Retry-After", longest);
    return new RateLimit(text, queue, Nanos.of(longest));
  }

  /**
   * Waits until it is the caller's turn to start.
   *
   * @throws DeadlineExceeded at once, if that would be after the deadline
   * @throws InterruptedException if the calling thread was interrupted
   */
  public void acquire() throws InterruptedException {
    queue.start(Timekeeper.NEVER);
  }

  /** Starts, if that may be at once; does not overtake those who wait. */
  public boolean tryAcquire() {
    return queue.take(1) == 1;
  }

  /**
   * Waits for the caller's turn, if that takes no longer than {@code longest}; else returns false
   * at once.
   *
   * @param longest zero or more
   * @throws DeadlineExceeded at once, if the turn would be after the deadline
   * @throws InterruptedException if the calling thread was interrupted
   */
  public boolean tryAcquire(Duration longest) throws InterruptedException {
    return queue.start(Nanos.of(Durations.notNegative("the longest wait", longest)));
  }

  /** Takes the next place in the queue, without waiting. To be closed. */
  public Reservation reserve() {
    return Reservation.of(this, queue);
  }

  /** Takes all starts that may be made at once, and says how many. */
  public int drain() {
    return queue.take(Integer.MAX_VALUE);
  }

  /** How long one who came now would have to wait. */
  public Duration delay() {
    return Duration.ofNanos(queue.delay());
  }

  /** How many wait, or have reserved, at this moment. */
  public int waiting() {
    return queue.waiting();
  }

  /**
   * Lets nobody start for so long, whoever shares this limit; a longer pause from before goes on.
   *
   * @param duration zero or more
   */
  public void pause(Duration duration) {
    queue.pause(Nanos.of(Durations.notNegative("the pause", duration)));
  }

  /** Ends a pause. */
  public void resume() {
    queue.resume();
  }

  /**
   * Waits for the caller's turn, and runs {@code task}.
   *
   * @throws DeadlineExceeded at once, if the turn would be after the deadline
   */
  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    requireNonNull(task, "task");
    acquire();
    try {
      T value = task.run();
      heed(value);
      return value;
    } catch (Throwable failure) {
      heed(failure);
      throw failure;
    }
  }

  private void heed(@Nullable Object said) {
    if (said instanceof RetryAfter hint && !(said instanceof MeanwhileException)) {
      Duration asked = hint.retryAfter();
      if (asked != null && asked.isPositive()) {
        queue.pause(Math.min(Nanos.of(asked), longestHint));
      }
    }
  }

  boolean isFresh() {
    return queue.isFresh();
  }

  @Override
  public String toString() {
    return text;
  }
}
