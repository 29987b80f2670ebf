package dev.meanwhile.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Signals that break their promise, to see that the checks of {@link SignalRaceTest} find out. */
final class BrokenSignal {
  private BrokenSignal() {}

  /** Who registers between the firing and the telling is never told. */
  static final class LosesALateComer implements SignalRaceTest.Promise {
    private final Queue<Runnable> listeners = new ConcurrentLinkedQueue<>();
    private volatile boolean fired;

    @Override
    public boolean fire() {
      List<Runnable> told;
      synchronized (this) {
        if (fired) {
          return false;
        }
        told = new ArrayList<>(listeners);
        Thread.yield();
        fired = true;
      }
      told.forEach(Runnable::run);
      return true;
    }

    @Override
    public Runnable onCancel(Runnable callback) {
      if (fired) {
        callback.run();
      } else {
        listeners.add(callback);
      }
      return () -> listeners.remove(callback);
    }
  }

  /** Two who fire at once may both be the first. */
  static final class FiresTwice implements SignalRaceTest.Promise {
    private final Queue<Runnable> listeners = new ConcurrentLinkedQueue<>();
    private volatile boolean fired;

    @Override
    public boolean fire() {
      if (fired) {
        return false;
      }
      Thread.yield();
      fired = true;
      listeners.forEach(Runnable::run);
      return true;
    }

    @Override
    public synchronized Runnable onCancel(Runnable callback) {
      listeners.add(callback);
      return () -> listeners.remove(callback);
    }
  }

  /** Closing takes the callback off the list, and does not look whether it runs. */
  static final class DoesNotWait implements SignalRaceTest.Promise {
    private final Queue<Runnable> listeners = new ConcurrentLinkedQueue<>();

    @Override
    public boolean fire() {
      for (Runnable next = listeners.poll(); next != null; next = listeners.poll()) {
        next.run();
      }
      return true;
    }

    @Override
    public Runnable onCancel(Runnable callback) {
      listeners.add(callback);
      return () -> listeners.remove(callback);
    }
  }
}
