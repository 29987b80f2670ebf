package dev.meanwhile.testing;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.Runs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A clock that moves only when the test says so, to look at work in the middle of a wait.
 *
 * <pre>{@code
 * var time = VirtualTime.manual();
 * var answer = time.start(() -> hedge(ofSeconds(2), primary, fallback));
 * time.advance(ofSeconds(1));
 * assertEquals(1, calls.get());
 * time.advance(ofSeconds(1));
 * assertEquals(2, calls.get());
 * }</pre>
 */
public final class ManualTime {
  private final VirtualClock clock = new VirtualClock(false);

  ManualTime() {}

  /**
   * Starts {@code work} on a virtual thread and on this clock, and returns when it has either
   * parked or ended. Work that still runs at the end of a test is for the test to stop: cancelling
   * the future interrupts it.
   *
   * @return its result, later; {@link Future#get} does not move the clock
   */
  public <T extends @Nullable Object, X extends Exception> Future<T> start(Task<T, X> work)
      throws InterruptedException {
    var begun = new CountDownLatch(1);
    Task<T, X> announced =
        () -> {
          begun.countDown();
          return work.run();
        };
    var future =
        new FutureTask<T>(() -> {
          try {
            return Runs.call("test", clock, Chance.seeded(0), announced);
          } finally {
            begun.countDown();
          }
        });
    Thread.ofVirtual().name("manual-time").start(future);
    begun.await();
    clock.awaitIdle();
    return future;
  }

  /**
   * Lets {@code duration} pass. Whatever is due meanwhile happens at its own time; returns when
   * everything has parked again or ended.
   *
   * @param duration zero or more
   */
  public void advance(Duration duration) throws InterruptedException {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "time cannot advance by " + duration + "; allowed: zero or more");
    }
    clock.advance(duration.toNanos());
  }

  /** The time that has passed on this clock since it was made. */
  public Duration elapsed() {
    return Duration.ofNanos(clock.nanoTime());
  }
}
