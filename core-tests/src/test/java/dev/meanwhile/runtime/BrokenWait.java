package dev.meanwhile.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Waits that break their promise, to see that the checks of {@link WaitTest} find out. */
abstract class BrokenWait implements WaitTest.Parking {
  final Thread thread = Thread.currentThread();
  final Run run;

  private BrokenWait(TaskNode node) {
    this.run = node.run();
  }

  @Override
  public void expire() {
    release();
  }

  @Override
  public void interrupt() {
    release();
  }

  /** Two threads may both believe that they ended it, and both count the task as awake. */
  static final class ChecksThenActs extends BrokenWait {
    private volatile boolean over;

    ChecksThenActs(TaskNode node) {
      super(node);
    }

    @Override
    public void await() {
      run.park(false);
      while (!over) {
        LockSupport.park(this);
      }
    }

    @Override
    public void release() {
      if (!over) {
        Thread.yield();
        run.wake(false);
        over = true;
        LockSupport.unpark(thread);
      }
    }
  }

  /** The task that wakes counts itself, and until then nobody does. */
  static final class CountsWhenItWakes extends BrokenWait {
    private final AtomicBoolean over = new AtomicBoolean();

    CountsWhenItWakes(TaskNode node) {
      super(node);
    }

    @Override
    public void await() {
      run.park(false);
      while (!over.get()) {
        LockSupport.park(this);
      }
      Thread.yield();
      run.wake(false);
    }

    @Override
    public void release() {
      over.set(true);
      LockSupport.unpark(thread);
    }
  }
}
