package dev.meanwhile.stream;

import dev.meanwhile.runtime.Ambient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Gatherer.Downstream;
import org.jspecify.annotations.Nullable;

/** The batch that is being filled. */
final class Batch<A extends @Nullable Object> {
  private final int size;
  private final Duration maxDelay;
  private List<A> elements = new ArrayList<>();
  private long since;

  Batch(int size, Duration maxDelay) {
    this.size = size;
    this.maxDelay = maxDelay;
  }

  boolean integrate(A element, Downstream<? super List<A>> downstream) {
    if (isDue() && !emit(downstream)) {
      return false;
    }
    if (elements.isEmpty()) {
      since = Ambient.nanoTime();
    }
    elements.add(element);
    return elements.size() < size || emit(downstream);
  }

  private boolean isDue() {
    return !elements.isEmpty()
        && Duration.ofNanos(Ambient.nanoTime() - since).compareTo(maxDelay) >= 0;
  }

  private boolean emit(Downstream<? super List<A>> downstream) {
    List<A> full = Collections.unmodifiableList(elements);
    elements = new ArrayList<>();
    return downstream.push(full);
  }

  void finish(Downstream<? super List<A>> downstream) {
    if (!elements.isEmpty() && !downstream.isRejecting()) {
      emit(downstream);
    }
  }
}
