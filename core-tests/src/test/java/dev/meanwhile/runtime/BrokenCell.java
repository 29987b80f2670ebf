package dev.meanwhile.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Cells that break their promise, to see that the check of {@link CellTest} finds out. */
final class BrokenCell {
  private BrokenCell() {}

  /** Two threads may both find it empty. */
  static class ChecksThenActs implements CellTest.Promise {
    private final Queue<Wait> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Object result;

    @Override
    public boolean settle(Object value) {
      if (result != null) {
        return false;
      }
      Thread.yield();
      result = value;
      waiting.forEach(wait -> wait.release(null));
      return true;
    }

    @Override
    public boolean enlist(Wait wait) {
      waiting.add(wait);
      return result == null;
    }

    @Override
    public @Nullable Object result() {
      return result;
    }
  }

  /** A wait that comes between the result and the release is never released. */
  static final class ForgetsAWait implements CellTest.Promise {
    private final Queue<Wait> waiting = new ConcurrentLinkedQueue<>();
    private @Nullable Object result;

    @Override
    public boolean settle(Object value) {
      synchronized (this) {
        if (result != null) {
          return false;
        }
        result = value;
      }
      waiting.forEach(wait -> wait.release(null));
      return true;
    }

    @Override
    public boolean enlist(Wait wait) {
      if (result() != null) {
        return false;
      }
      Thread.yield();
      waiting.add(wait);
      return true;
    }

    @Override
    public synchronized @Nullable Object result() {
      return result;
    }
  }
}
