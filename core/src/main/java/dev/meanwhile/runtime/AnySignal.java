package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.CancelSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cancelled as soon as one of several signals is. Listens to them only while it is listened to. */
public final class AnySignal implements CancelSignal {
  private final List<CancelSignal> signals;
  private final AtomicReference<@Nullable String> seen = new AtomicReference<>();

  /** Of any number of signals; of none, it is never cancelled. */
  public AnySignal(List<CancelSignal> signals) {
    this.signals = List.copyOf(signals);
  }

  @Override
  public @Nullable String reason() {
    if (seen.get() == null) {
      signals.stream()
          .map(CancelSignal::reason)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(first -> seen.compareAndSet(null, first));
    }
    return seen.get();
  }

  @Override
  public Registration onCancel(Action<?> callback) {
    var links = new Links();
    var listener = new CancelListener(callback, _ -> links.close());
    for (CancelSignal signal : signals) {
      if (listener.hasBegun()) {
        break;
      }
      links.add(
          signal.onCancel(() -> {
            seen.compareAndSet(null, signal.reason());
            listener.run();
          }));
    }
    return listener;
  }

  @Override
  public String toString() {
    return signals.isEmpty()
        ? "cancel signal that never fires"
        : signals.stream().map(Object::toString).collect(Collectors.joining(", ", "any of [", "]"));
  }

  /** What was registered upstream for one callback. */
  private static final class Links {
    private final List<Registration> open = new ArrayList<>();
    private boolean closed;

    void add(Registration link) {
      synchronized (this) {
        if (!closed) {
          open.add(link);
          return;
        }
      }
      link.close();
    }

    void close() {
      List<Registration> left;
      synchronized (this) {
        closed = true;
        left = List.copyOf(open);
        open.clear();
      }
      left.forEach(Registration::close);
    }
  }
}
