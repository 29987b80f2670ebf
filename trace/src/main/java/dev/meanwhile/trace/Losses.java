package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the dropped events of each run. A run is forgotten once its end has been dropped, since
 * nothing of it is left then: the memory is bounded by the runs that the ring still shows.
 */
final class Losses {
  private record Loss(long run, LongAdder events) {}

  private final ConcurrentHashMap<Long, Loss> byRun = new ConcurrentHashMap<>();

  /** Dropped events mostly come from one run after the other. */
  private volatile Loss latest = new Loss(0, new LongAdder());

  void add(TaskEvent dropped) {
    if (dropped instanceof RunEnded) {
      byRun.remove(dropped.run());
      return;
    }
    Loss loss = latest;
    if (loss.run() != dropped.run()) {
      loss = byRun.computeIfAbsent(dropped.run(), run -> new Loss(run, new LongAdder()));
      latest = loss;
    }
    loss.events().increment();
  }

  long of(long run) {
    Loss loss = byRun.get(run);
    return loss == null ? 0 : loss.events().sum();
  }
}
