package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The least of each that does it, for this one call. */
@Contender(value = "by hand", role = Role.FLOOR)
final class ByHand extends GuardedCall {
  private final TimerWheel wheel = new TimerWheel();

  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    return switch (guard) {
      case RETRY -> () -> retried(call);
      case BREAKER -> breaking(call);
      case RATE -> paced(call);
      case LIMIT -> limited(call);
      case TIMEOUT -> () -> wheel.within(LIMIT.toNanos(), call);
      case STACK -> {
        var inner = breaking(limited(paced(call)));
        yield () -> wheel.within(LIMIT.toNanos(), () -> retried(inner));
      }
    };
  }

  private static int retried(Callable<Integer> call) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.call();
      } catch (Failure e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static Callable<Integer> breaking(Callable<Integer> call) {
    var outcomes = new Outcomes();
    return () -> {
      if (outcomes.isOpen) {
        throw new RejectedExecutionException();
      }
      try {
        int result = call.call();
        outcomes.add(false);
        return result;
      } catch (Failure e) {
        outcomes.add(true);
        throw e;
      }
    };
  }

  /** The last of them, in a ring. */
  private static final class Outcomes {
    private final boolean[] failed = new boolean[WINDOW];
    private int failures;
    private int next;
    private volatile boolean isOpen;

    synchronized void add(boolean isFailure) {
      failures += (isFailure ? 1 : 0) - (failed[next] ? 1 : 0);
      failed[next] = isFailure;
      next = next + 1 == WINDOW ? 0 : next + 1;
      if (failures * 2 > WINDOW) {
        isOpen = true;
      }
    }
  }

  /** Each start moves on the time of the next one, which may lag behind by a second. */
  private static Callable<Integer> paced(Callable<Integer> call) {
    long interval = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    long burst = TimeUnit.SECONDS.toNanos(1);
    var next = new AtomicLong(System.nanoTime() - burst);
    return () -> {
      while (true) {
        long now = System.nanoTime();
        long seen = next.get();
        long start = Math.max(seen, now - burst);
        if (next.compareAndSet(seen, start + interval)) {
          if (start > now) {
            LockSupport.parkNanos(start - now);
          }
          return call.call();
        }
      }
    };
  }

  private static Callable<Integer> limited(Callable<Integer> call) {
    var permits = new Semaphore(AT_ONCE, true);
    return () -> {
      permits.acquire();
      try {
        return call.call();
      } finally {
        permits.release();
      }
    };
  }

  @Override
  public void close() {
    super.close();
    wheel.close();
  }
}
