package dev.meanwhile.runtime;

import dev.meanwhile.runtime.Gradient.Ending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * A backend that does so many pieces of work at once and queues the others, and callers who always
 * have more for it, within what a gradient allows. Time is a number here; there are no threads.
 */
final class SimulatedBackend {
  private record Work(long since, int round) {}

  private record Busy(long until, Work work) {}

  private final Gradient gradient;
  private final Queue<Work> queue = new ArrayDeque<>();
  private final PriorityQueue<Busy> busy =
      new PriorityQueue<>(Comparator.comparingLong(Busy::until));
  private final List<Integer> sizes = new ArrayList<>();
  private long now;
  private long done;

  int atOnce;
  int callers = Integer.MAX_VALUE;
  LongSupplier nanos;

  SimulatedBackend(Gradient gradient, int atOnce, LongSupplier nanos) {
    this.gradient = gradient;
    this.atOnce = atOnce;
    this.nanos = nanos;
  }

  /** Goes on for so long, and returns the sizes that the gradient had meanwhile, in order. */
  List<Integer> run(long duration) {
    sizes.clear();
    for (long end = now + duration; now < end; ) {
      while (queue.size() + busy.size() < Math.min(callers, gradient.capacity())) {
        queue.add(new Work(now, gradient.round()));
      }
      while (busy.size() < atOnce && !queue.isEmpty()) {
        busy.add(new Busy(now + nanos.getAsLong(), queue.remove()));
      }
      endNext();
    }
    return List.copyOf(sizes);
  }

  private void endNext() {
    int inFlight = queue.size() + busy.size();
    Busy next = busy.remove();
    now = next.until;
    done++;
    gradient.ended(Ending.DONE, next.work.round, now - next.work.since, inFlight);
    sizes.add(gradient.capacity());
  }

  /** How much was done since this was asked last. */
  long takeDone() {
    long taken = done;
    done = 0;
    return taken;
  }
}
