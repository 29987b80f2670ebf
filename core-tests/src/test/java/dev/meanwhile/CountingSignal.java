package dev.meanwhile;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts who listens to another signal through it. */
final class CountingSignal implements CancelSignal {
  private final CancelSignal signal;
  private final AtomicInteger registered = new AtomicInteger();
  private final AtomicInteger listeners = new AtomicInteger();

  CountingSignal(CancelSignal signal) {
    this.signal = signal;
  }

  @Override
  public String reason() {
    return signal.reason();
  }

  @Override
  public Registration onCancel(Action<?> callback) {
    registered.incrementAndGet();
    listeners.incrementAndGet();
    Registration registration = signal.onCancel(callback);
    return () -> {
      registration.close();
      listeners.decrementAndGet();
    };
  }

  int registered() {
    return registered.get();
  }

  int listeners() {
    return listeners.get();
  }
}
