package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Who is told of one cancel, in the order in which they came. Guarded by its own lock; no callback
 * runs under it.
 */
final class CancelListeners {
  /** Takes nobody: nothing can be cancelled any more. */
  static final CancelListeners NONE = new CancelListeners();

  static {
    NONE.take();
  }

  private final Set<CancelListener> waiting = new LinkedHashSet<>();
  private List<CancelListener> told = List.of();
  private boolean over;

  /** Adds a callback, which runs at once where {@code cancelled} says so. */
  CancelListener listen(Action<?> callback, BooleanSupplier cancelled) {
    var listener = new CancelListener(callback, this::remove);
    boolean waits = add(listener);
    if (!cancelled.getAsBoolean()) {
      if (!waits) {
        listener.close();
      }
    } else if (!waits || remove(listener)) {
      listener.run();
    }
    return listener;
  }

  private synchronized boolean add(CancelListener listener) {
    return !over && waiting.add(listener);
  }

  private synchronized boolean remove(CancelListener listener) {
    return waiting.remove(listener);
  }

  /** Those who must be told now; each of them once, to one caller. */
  synchronized List<CancelListener> take() {
    over = true;
    List<CancelListener> taken = List.copyOf(waiting);
    waiting.clear();
    if (!taken.isEmpty()) {
      told = taken;
    }
    return taken;
  }

  /** Nothing can be cancelled any more: nobody is told from now on. */
  void close() {
    take().forEach(CancelListener::close);
  }

  /** Waits until all have run that were to be told. */
  void awaitTold() {
    List<CancelListener> running;
    synchronized (this) {
      running = told;
    }
    running.forEach(CancelListener::awaitEnd);
  }
}
