package dev.meanwhile.testing;

import dev.meanwhile.Outcome;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Census;
import dev.meanwhile.runtime.Run;
import dev.meanwhile.runtime.Runs;
import dev.meanwhile.runtime.Timekeeper;
import dev.meanwhile.runtime.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a piece of work again and again on virtual time, and interrupts it at its first, second, …
 * last wait point in turn. After each run it checks that no task, permit or alarm is left.
 *
 * <pre>{@code
 * for (var step : InterruptAtEveryStep.ofCaller(() -> all(tasks))) {
 *     assertInstanceOf(InterruptedException.class, step.failure());
 * }
 * }</pre>
 */
public final class InterruptAtEveryStep {
  private static final int MOST_STEPS = 10_000;

  private InterruptAtEveryStep() {}

  /** Interrupts the thread that called the work, whenever any of its tasks begins to wait. */
  public static <T extends @Nullable Object> List<Step<T>> ofCaller(Task<T, ?> work) {
    return run(work, false);
  }

  /** Interrupts the very thread that begins to wait. */
  public static <T extends @Nullable Object> List<Step<T>> ofWaiter(Task<T, ?> work) {
    return run(work, true);
  }

  private static <T extends @Nullable Object> List<Step<T>> run(Task<T, ?> work, boolean waiter) {
    var steps = new ArrayList<Step<T>>();
    for (int number = 1; number <= MOST_STEPS; number++) {
      var clock = new InterruptingClock(number, waiter ? null : Thread.currentThread());
      Step<T> step = step(number, clock, work);
      if (!clock.interrupted()) {
        return steps;
      }
      steps.add(step);
    }
    throw new AssertionError("the work has more than " + MOST_STEPS + " wait points");
  }

  private static <T extends @Nullable Object> Step<T> step(
      int number, Timekeeper clock, Task<T, ?> work) {
    Census.begin();
    Outcome<T> outcome;
    try {
      outcome =
          new Outcome.Success<>(Runs.call("step " + number, clock, Chance.seeded(number), work));
    } catch (Throwable failure) {
      outcome = new Outcome.Failure<>(failure);
    }
    boolean flag = Thread.interrupted();
    Set<Object> left = Census.end();
    if (!left.isEmpty()) {
      throw new AssertionError("interrupted at step " + number + ", the work left behind: " + left);
    }
    return new Step<>(number, outcome, flag);
  }

  /**
   * One run.
   *
   * @param number at which wait point it was interrupted, from 1
   * @param outcome how it ended
   * @param flagSet whether the caller's interrupt flag was set when it ended
   */
  public record Step<T extends @Nullable Object>(int number, Outcome<T> outcome, boolean flagSet) {
    /** What it threw, or null. */
    public @Nullable Throwable failure() {
      return outcome instanceof Outcome.Failure<T>(Throwable cause) ? cause : null;
    }
  }

  /** Virtual time that interrupts once. */
  private static final class InterruptingClock implements Timekeeper {
    private final VirtualClock clock = new VirtualClock(true);
    private final AtomicInteger waits = new AtomicInteger();
    private final Map<Thread, Wait> current = new ConcurrentHashMap<>();
    private final int at;
    private final @Nullable Thread victim;

    private InterruptingClock(int at, @Nullable Thread victim) {
      this.at = at;
      this.victim = victim;
    }

    private boolean interrupted() {
      return waits.get() >= at;
    }

    @Override
    public void begin(Wait wait) {
      clock.begin(wait);
      current.put(wait.thread(), wait);
      if (waits.incrementAndGet() == at) {
        interrupt(victim == null ? wait.thread() : victim);
      }
    }

    /**
     * Ends the victim's wait in its place, too: it must count as awake before the clock can jump.
     */
    private void interrupt(Thread thread) {
      Wait parked = current.get(thread);
      thread.interrupt();
      if (parked != null) {
        parked.interrupt();
      }
    }

    @Override
    public void end(Wait wait) {
      current.remove(wait.thread());
      clock.end(wait);
    }

    @Override
    public long nanoTime() {
      return clock.nanoTime();
    }

    @Override
    public void park(Wait wait) {
      clock.park(wait);
    }

    @Override
    public Alarm alarm(long at, Runnable ring) {
      return clock.alarm(at, ring);
    }

    @Override
    public boolean idle(Run run, int escapes) {
      return clock.idle(run, escapes);
    }

    @Override
    public void began(Run run) {
      clock.began(run);
    }

    @Override
    public void ended(Run run) {
      clock.ended(run);
    }
  }
}
