package dev.meanwhile.benchmarks.sleepers;

import dev.meanwhile.benchmarks.Program;
import dev.meanwhile.benchmarks.Variant;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Tasks that sleep all at once: the time until all of them do, and what each of them keeps in the
 * heap.
 */
public abstract class Sleepers extends Program {
  /** Nobody sleeps to the end. */
  protected static final Duration LONG = Duration.ofHours(1);

  /**
   * Starts {@code tasks} tasks. Each calls {@link Dormitory#enter} and sleeps. Then calls {@link
   * Dormitory#awaitAll}, and stops all tasks.
   */
  protected abstract void run(int tasks, Dormitory dormitory) throws Exception;

  @Override
  public final Sample measure(Variant variant) throws Exception {
    int tasks = variant.number("tasks");
    long before = usedHeap();
    var dormitory = new Dormitory(tasks);
    long begin = System.nanoTime();
    run(tasks, dormitory);
    double bytes = (double) (dormitory.used - before) / tasks;
    return new Sample((double) (dormitory.asleepAt - begin) / tasks, bytes);
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    var memory = Runtime.getRuntime();
    return memory.totalMemory() - memory.freeMemory();
  }

  /** Where they sleep. */
  protected static final class Dormitory {
    private final CountDownLatch awake;
    private long asleepAt;
    private long used;

    private Dormitory(int tasks) {
      awake = new CountDownLatch(tasks);
    }

    /** A task is about to sleep. */
    void enter() {
      awake.countDown();
    }

    /** Waits until all sleep, and measures. */
    void awaitAll() throws InterruptedException {
      awake.await();
      asleepAt = System.nanoTime();
      used = usedHeap();
    }
  }
}
