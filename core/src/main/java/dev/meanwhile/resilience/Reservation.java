package dev.meanwhile.resilience;

import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Misuse;
import dev.meanwhile.resilience.PacedQueue.Place;
import dev.meanwhile.runtime.Census;
import java.time.Duration;

/**
 * A start that a {@link RateLimit} keeps for somebody who wants to know how long it takes before
 * deciding to wait for it. To be closed; that gives it back where it was not used. Thread-safe.
 *
 * <p>It is a place in the queue and not a time: the start counts from when {@link #await} returns,
 * so that there are never more than the limit allows, however late that is. Those behind it are not
 * held up by one that nobody awaits: a second after its time they go first. It stays at the front
 * and has the next start then.
 *
 * {@snippet file="RateLimiting.java" region="reserve"}
 */
public final class Reservation implements AutoCloseable {
  private final RateLimit limit;
  private final PacedQueue queue;
  private final Place place;

  private Reservation(RateLimit limit, PacedQueue queue) {
    this.limit = limit;
    this.queue = queue;
    this.place = queue.reserve();
  }

  static Reservation of(RateLimit limit, PacedQueue queue) {
    var reservation = new Reservation(limit, queue);
    Census.add(reservation);
    return reservation;
  }

  /**
   * How long it is until the start, if all ahead start as early as they may. It gets shorter when
   * one of them leaves, and longer by a pause or by one that comes late. Zero once the start was
   * made or given back.
   */
  public Duration delay() {
    return Duration.ofNanos(queue.delay(place));
  }

  /**
   * Waits until the start may be, and makes it. If the wait is ended by anything else, the place is
   * still kept.
   *
   * @throws DeadlineExceeded at once, if it would be after the deadline
   * @throws InterruptedException if the calling thread was interrupted
   * @throws Cancelled if it was given back, before or meanwhile
   * @throws Misuse if it was awaited before with success, or is being awaited
   */
  public void await() throws InterruptedException {
    queue.start(place);
    Census.remove(this);
  }

  /** Gives it back, and lets those behind move up; false if the start was made or given back. */
  public boolean cancel() {
    boolean left = queue.leave(place);
    if (left) {
      Census.remove(this);
    }
    return left;
  }

  /** Gives it back, if the start was not made. */
  @Override
  public void close() {
    cancel();
  }

  @Override
  public String toString() {
    return "a reservation of " + limit;
  }
}
