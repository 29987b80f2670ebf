package dev.meanwhile.benchmarks.failfast;

import dev.meanwhile.benchmarks.Program;
import dev.meanwhile.benchmarks.Variant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One task fails while all others are parked: the time from its throw until everybody has stopped
 * and the caller goes on.
 */
public abstract class FirstFailure extends Program {
  private static final int WARM_UPS = 20;
  private static final int TIMES = 11;

  /** Runs {@code siblings} tasks and one that fails; returns when all have ended. */
  protected abstract void run(int siblings, Callable<Integer> parked, Callable<Integer> failing)
      throws Exception;

  @Override
  public final Sample measure(Variant variant) throws Exception {
    int siblings = variant.number("siblings");
    for (int i = 0; i < WARM_UPS; i++) {
      once(siblings);
    }
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      times[i] = once(siblings);
    }
    Arrays.sort(times);
    return new Sample(times[TIMES / 2], Double.NaN);
  }

  private long once(int siblings) throws Exception {
    var race = new Race(siblings);
    run(siblings, race::park, race::fail);
    long ended = System.nanoTime();
    if (race.stopped.get() != siblings) {
      throw new IllegalStateException(race.stopped + " of " + siblings + " have stopped");
    }
    return ended - race.failedAt;
  }

  private static final class Race {
    private final CountDownLatch parked;
    private final AtomicInteger stopped = new AtomicInteger();
    private volatile long failedAt;

    Race(int siblings) {
      parked = new CountDownLatch(siblings);
    }

    int park() {
      parked.countDown();
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.park();
      }
      return stopped.incrementAndGet();
    }

    int fail() throws Exception {
      parked.await();
      failedAt = System.nanoTime();
      throw new Failure();
    }
  }

  /** What the failing task throws. */
  protected static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private Failure() {
      super("on purpose", null, false, false);
    }
  }
}
