package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Listeners, in the order in which they were given. What one throws is contained and reported once,
 * to the logger {@code dev.meanwhile}: a listener never decides how a call ends. Immutable.
 */
final class Hooks<E> {
  private final List<Consumer<? super E>> listeners;
  private final AtomicBoolean reported = new AtomicBoolean();

  private Hooks(List<Consumer<? super E>> listeners) {
    this.listeners = listeners;
  }

  static <E> Hooks<E> none() {
    return new Hooks<>(List.of());
  }

  Hooks<E> with(Consumer<? super E> listener) {
    var more = new ArrayList<Consumer<? super E>>(listeners);
    more.add(requireNonNull(listener, "listener"));
    return new Hooks<>(more);
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  void tell(E event) {
    for (Consumer<? super E> listener : listeners) {
      try {
        listener.accept(event);
      } catch (Throwable failure) {
        report(event, failure);
      }
    }
  }

  private void report(E event, Throwable failure) {
    if (reported.compareAndSet(false, true)) {
      System.getLogger("dev.meanwhile")
          .log(
              Level.WARNING,
              "a listener failed on " + event + "; its further failures are not reported",
              failure);
    }
  }
}
