package dev.meanwhile;

import dev.meanwhile.runtime.Run;
import dev.meanwhile.runtime.Runs;
import dev.meanwhile.runtime.Timekeeper;
import dev.meanwhile.runtime.Wait;
import dev.meanwhile.testing.Chance;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Time that jumps to the end of every wait that has one, whoever is still awake: a grace is over as
 * soon as somebody begins to wait for it. Alarms ring when the test says so.
 */
final class EagerTime implements Timekeeper {
  private final PriorityQueue<Due> alarms = new PriorityQueue<>();
  private volatile long now;
  private volatile Run run;

  /** Runs {@code work} on the calling thread and on this clock. */
  <T, X extends Exception> T run(Task<T, X> work) throws X, InterruptedException {
    return Runs.call("test", this, Chance.seeded(0), work);
  }

  @Override
  public void began(Run begun) {
    run = begun;
  }

  /** The source of all chance in the run that began last. */
  RandomGenerator chance() {
    return run.chance();
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void park(Wait wait) {
    if (wait.until() == NEVER) {
      LockSupport.park(wait);
    } else {
      jumpTo(wait.until());
      wait.expire();
    }
  }

  private synchronized void jumpTo(long time) {
    now = Math.max(now, time);
  }

  @Override
  public synchronized Alarm alarm(long at, Runnable ring) {
    var due = new Due(at, ring);
    alarms.add(due);
    return () -> {
      synchronized (this) {
        alarms.remove(due);
      }
    };
  }

  /** Rings what is due within {@code duration} from now, on the calling thread. */
  void advance(Duration duration) {
    long until = now + duration.toNanos();
    for (Due next = take(until); next != null; next = take(until)) {
      next.ring.run();
    }
    jumpTo(until);
  }

  private synchronized Due take(long until) {
    Due next = alarms.peek();
    if (next == null || next.at > until) {
      return null;
    }
    jumpTo(next.at);
    return alarms.remove();
  }

  @Override
  public boolean idle(Run run, int escapes) {
    return escapes > 0;
  }

  /** Something that is due at a moment. */
  private record Due(long at, Runnable ring) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(at, other.at);
    }
  }
}
