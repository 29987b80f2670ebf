package dev.meanwhile.io.http;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.Run;
import dev.meanwhile.runtime.Runs;
import dev.meanwhile.runtime.Timekeeper;
import dev.meanwhile.runtime.Wait;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock on which deadlines pass when somebody says so, also while a call waits for a server:
 * virtual time stands still then. A sleep ends at once if it is over already, and else never.
 */
final class Cue implements Timekeeper {
  private final Map<Object, Armed> alarms = new ConcurrentHashMap<>();
  private volatile long now;

  <T, X extends Exception> T run(Task<T, X> work) throws X, InterruptedException {
    return Runs.call("cue", this, new Random(1), work);
  }

  /** Strikes as soon as {@code signal} has returned. */
  void strikeAfter(Signal signal) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            signal.await();
          } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
          }
          strike();
        });
  }

  /** Lets everything that is armed at this moment be due. */
  void strike() {
    Map<Object, Armed> due = Map.copyOf(alarms);
    now = due.values().stream().mapToLong(Armed::at).max().orElse(now);
    due.forEach((key, armed) -> {
      alarms.remove(key);
      armed.ring().run();
    });
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Alarm alarm(long at, Runnable ring) {
    var key = new Object();
    alarms.put(key, new Armed(at, ring));
    return () -> alarms.remove(key);
  }

  @Override
  public void begin(Wait wait) {
    if (wait.until() <= now) {
      wait.expire();
    }
  }

  @Override
  public void park(Wait wait) {
    LockSupport.park(wait);
  }

  @Override
  public boolean idle(Run run, int escapes) {
    return true;
  }

  /** Returns when it is time. */
  interface Signal {
    void await() throws InterruptedException;
  }

  private record Armed(long at, Runnable ring) {}
}
