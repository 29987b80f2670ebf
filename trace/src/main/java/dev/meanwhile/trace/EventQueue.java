package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Hands events from any number of threads over to one. It is bounded, and nobody waits: an event
 * that does not fit is refused. The events of one thread come out in their order.
 */
final class EventQueue {
  private final AtomicReferenceArray<@Nullable TaskEvent> ring;
  private final int mask;
  private final AtomicLong tail = new AtomicLong();

  /** Moved by the taker only. */
  private final AtomicLong head = new AtomicLong();

  /** Holds {@code capacity} events, a power of two. */
  EventQueue(int capacity) {
    this.ring = new AtomicReferenceArray<>(capacity);
    this.mask = capacity - 1;
  }

  /** Adds an event; false if there is no room. */
  boolean offer(TaskEvent event) {
    long place = tail.get();
    while (true) {
      if (place - head.get() > mask) {
        return false;
      }
      long witness = tail.compareAndExchange(place, place + 1);
      if (witness == place) {
        ring.set((int) place & mask, event);
        return true;
      }
      place = witness;
    }
  }

  /** Where the next event will be. */
  long end() {
    return tail.get();
  }

  /** Whether everything before {@code end} was taken. */
  boolean isTakenTo(long end) {
    return head.get() >= end;
  }

  /** Takes the oldest event; null if there is none, or it is only just being added. */
  @Nullable TaskEvent poll() {
    int slot = (int) head.get() & mask;
    TaskEvent event = ring.get(slot);
    if (event != null) {
      ring.set(slot, null);
      head.set(head.get() + 1);
    }
    return event;
  }
}
