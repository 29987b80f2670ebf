package dev.meanwhile.benchmarks.policy;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the caller when its time is over, by a wheel of slots that one thread walks through.
 * What has ended stays in its slot until the thread comes by.
 */
final class TimerWheel implements AutoCloseable {
  private static final int SLOTS = 2_048;
  private static final long TICK = 10_000_000;

  private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);
  private final Thread walker = Thread.ofPlatform().daemon().unstarted(this::walk);
  private volatile long tick;

  TimerWheel() {
    walker.start();
  }

  int within(long nanos, Callable<Integer> call) throws Exception {
    var entry = add(nanos);
    int result;
    try {
      result = call.call();
    } finally {
      synchronized (entry) {
        entry.thread = null;
      }
    }
    if (entry.isLate) {
      Thread.interrupted();
      throw new TimeoutException();
    }
    return result;
  }

  private Entry add(long nanos) {
    int slot = (int) ((tick + nanos / TICK + 1) % SLOTS);
    var entry = new Entry(Thread.currentThread());
    do {
      entry.next = slots.get(slot);
    } while (!slots.compareAndSet(slot, entry.next, entry));
    return entry;
  }

  private void walk() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(TICK);
      long now = tick + 1;
      tick = now;
      var late = slots.getAndSet((int) (now % SLOTS), null);
      for (; late != null; late = late.next) {
        late.ring();
      }
    }
  }

  @Override
  public void close() {
    walker.interrupt();
  }

  private static final class Entry {
    private @Nullable Thread thread;
    private @Nullable Entry next;
    private boolean isLate;

    Entry(Thread thread) {
      this.thread = thread;
    }

    synchronized void ring() {
      if (thread != null) {
        isLate = true;
        thread.interrupt();
      }
    }
  }
}
