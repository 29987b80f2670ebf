package dev.meanwhile.testing;

import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Runs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a clock of its own, which jumps as soon as nobody has anything left to do but wait.
 * A test of a 30-second back-off takes milliseconds, and its durations are exact.
 *
 * <pre>{@code
 * var time = VirtualTime.create();
 * String answer = time.run(() -> withRetries(flakyServer));
 * assertEquals(ofSeconds(60), time.elapsed());
 * }</pre>
 *
 * <p>Time passes only in wait points of Meanwhile: {@code sleep}, deadlines, the delay of a hedge,
 * and so on. A task that blocks anywhere else (a latch, a socket, {@code Thread.sleep}) counts as
 * busy, and the clock stands still until it goes on. All work on one {@code VirtualTime} shares its
 * clock. Thread-safe.
 */
public final class VirtualTime {
  private final VirtualClock clock = new VirtualClock(true);
  private final long seed;

  private VirtualTime(long seed) {
    this.seed = seed;
  }

  /** A clock that starts at zero and jumps by itself. */
  public static VirtualTime create() {
    return seeded(0);
  }

  /** The same, with a seed for all jitter of the work. */
  public static VirtualTime seeded(long seed) {
    return new VirtualTime(seed);
  }

  /** A clock that moves only when it is told to. */
  public static ManualTime manual() {
    return new ManualTime();
  }

  /**
   * Runs {@code work} on the calling thread and on this clock.
   *
   * @return what the work returns
   * @throws Misuse if the calling thread runs a task already: its clock is given
   */
  public <T extends @Nullable Object, X extends Exception> T run(Task<T, X> work)
      throws X, InterruptedException {
    return Runs.call("test", clock, Chance.seeded(seed), work);
  }

  /** The time that has passed on this clock since it was made. */
  public Duration elapsed() {
    return Duration.ofNanos(clock.nanoTime());
  }

  VirtualClock clock() {
    return clock;
  }
}
