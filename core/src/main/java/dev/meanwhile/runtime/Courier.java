package dev.meanwhile.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks on a virtual thread of their own, one after the other, for those whom a slow one
 * must not hold up: the clock, and a cancel on its way to other tasks.
 */
final class Courier {
  private Courier() {}

  /** Runs them; {@code run}, where there is one, counts them as awake. */
  static void send(@Nullable Run run, List<CancelListener> listeners) {
    if (listeners.isEmpty()) {
      return;
    }
    if (run != null) {
      run.rise();
    }
    Runnable errand = () -> deliver(run, listeners);
    try {
      Thread.ofVirtual()
          .name("meanwhile-on-cancel")
          .inheritInheritableThreadLocals(false)
          .start(errand);
    } catch (Throwable noThread) {
      errand.run();
    }
  }

  private static void deliver(@Nullable Run run, List<CancelListener> listeners) {
    try {
      listeners.forEach(CancelListener::run);
    } finally {
      if (run != null) {
        run.rest();
      }
    }
  }
}
