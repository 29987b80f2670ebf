package dev.meanwhile.otel;

import org.jspecify.annotations.Nullable;

/** Where something that was told waits for the next step on the same thread, which takes it. */
final class Slot<T> {
  @SuppressWarnings("ThreadLocalUsage") // one for each telemetry: two must not mix their spans
  private final ThreadLocal<@Nullable T> slot = new ThreadLocal<>();

  void put(T value) {
    slot.set(value);
  }

  @Nullable T take() {
    T value = slot.get();
    if (value != null) {
      slot.remove();
    }
    return value;
  }
}
