package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of one run, in a ring that grows up to its capacity, in segments each twice as
 * large as the one before. What does not fit displaces the oldest. Thread-safe; nobody waits.
 */
final class RunBuffer {
  private static final int FIRST = 32;

  private final int capacity;
  private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable TaskEvent>> segments;
  private final AtomicLong added = new AtomicLong();

  RunBuffer(int capacity) {
    this.capacity = capacity;
    this.segments = new AtomicReferenceArray<>(segmentOf(capacity - 1) + 1);
  }

  void add(TaskEvent event) {
    int place = (int) (added.getAndIncrement() % capacity);
    int number = segmentOf(place);
    AtomicReferenceArray<@Nullable TaskEvent> segment = segments.get(number);
    if (segment == null) {
      segment = grow(number);
    }
    segment.set(place - startOf(number), event);
  }

  private AtomicReferenceArray<@Nullable TaskEvent> grow(int number) {
    int size = Math.min(FIRST << number, capacity - startOf(number));
    var fresh = new AtomicReferenceArray<@Nullable TaskEvent>(size);
    var witness = segments.compareAndExchange(number, null, fresh);
    return witness == null ? fresh : witness;
  }

  /** How many events were displaced. */
  long dropped() {
    return Math.max(0, added.get() - capacity);
  }

  /** What it holds, the oldest first. What comes meanwhile may or may not be in it. */
  List<TaskEvent> kept() {
    return list(false);
  }

  /** The same, and takes it out: what comes late is there for the next time. */
  List<TaskEvent> taken() {
    return list(true);
  }

  private List<TaskEvent> list(boolean take) {
    long next = added.get();
    var events = new ArrayList<TaskEvent>((int) Math.min(next, capacity));
    for (long at = Math.max(0, next - capacity); at < next; at++) {
      int place = (int) (at % capacity);
      int number = segmentOf(place);
      var segment = segments.get(number);
      if (segment != null) {
        int slot = place - startOf(number);
        TaskEvent event = take ? segment.getAndSet(slot, null) : segment.get(slot);
        if (event != null) {
          events.add(event);
        }
      }
    }
    return events;
  }

  private static int segmentOf(int place) {
    return 31 - Integer.numberOfLeadingZeros(place / FIRST + 1);
  }

  private static int startOf(int segment) {
    return FIRST * ((1 << segment) - 1);
  }
}
