package dev.meanwhile.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Queues that break their promise, to see that the checks of {@link PermitQueueTest} find out. */
abstract class BrokenPermits implements PermitQueueTest.Admission {
  final Deque<Fork<?, ?>> waiting = new ArrayDeque<>();
  final int capacity;
  int inUse;

  private BrokenPermits(int capacity) {
    this.capacity = capacity;
  }

  /** Counts the task as one of its group's; without any permit it waits to be started by hand. */
  static void accept(Fork<?, ?> task) {
    task.group().launch(task, Demand.of(new PermitQueue("none", 0)));
  }

  static void start(Fork<?, ?> task) {
    task.lease.demand().shares().getFirst().queue().resize(1);
  }

  /** The last to come is the first to be served. */
  static final class LastComeFirstServed extends BrokenPermits {
    LastComeFirstServed(int capacity) {
      super(capacity);
    }

    @Override
    public synchronized void request(Fork<?, ?> task) {
      accept(task);
      if (inUse < capacity) {
        inUse++;
        start(task);
      } else {
        waiting.push(task);
      }
    }

    @Override
    public synchronized void done() {
      if (waiting.isEmpty()) {
        inUse--;
      } else {
        start(waiting.pop());
      }
    }
  }

  /** Two requests may both find the last permit free. */
  static final class ChecksThenActs extends BrokenPermits {
    private final AtomicInteger checked = new AtomicInteger();

    ChecksThenActs(int capacity) {
      super(capacity);
    }

    @Override
    public void request(Fork<?, ?> task) {
      accept(task);
      boolean free = isFree();
      checked.incrementAndGet();
      for (int i = 0; i < 2_000 && checked.get() < 3; i++) {
        Thread.yield();
      }
      synchronized (this) {
        if (!free && inUse > 0) {
          waiting.add(task);
          return;
        }
        inUse++;
      }
      start(task);
    }

    private synchronized boolean isFree() {
      return inUse < capacity;
    }

    @Override
    public synchronized void done() {
      inUse--;
      if (!waiting.isEmpty()) {
        inUse++;
        start(waiting.remove());
      }
    }
  }
}
