package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.CancelSignal;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A signal that somebody fires. */
public final class ManualSignal implements CancelSignal {
  private final CancelListeners listeners = new CancelListeners();
  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

  /** Fires it, and runs the callbacks on the calling thread; false if it has fired already. */
  public boolean fire(String why) {
    if (!reason.compareAndSet(null, why)) {
      return false;
    }
    listeners.take().forEach(CancelListener::run);
    return true;
  }

  @Override
  public @Nullable String reason() {
    return reason.get();
  }

  @Override
  public Registration onCancel(Action<?> callback) {
    return listeners.listen(callback, this::isCancelled);
  }

  @Override
  public String toString() {
    String why = reason();
    return "cancel signal" + (why == null ? "" : ", cancelled: " + why);
  }
}
