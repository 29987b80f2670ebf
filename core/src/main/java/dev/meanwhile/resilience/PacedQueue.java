package dev.meanwhile.resilience;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.Nap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for their start, first come, first served. Nobody is given a time: when one may
 * start follows from the place in the queue, so that who leaves takes nothing along. Each thread
 * makes its own start when its time has come; a start counts from when it is made, not from when it
 * might have been.
 *
 * <p>Guarded by its own lock. No thread waits under it.
 */
final class PacedQueue {
  private final Pace pace;
  private final SharedClock clock = new SharedClock();
  private final List<Place> waiting = new ArrayList<>();
  private long pausedUntil;

  PacedQueue(Pace pace) {
    this.pace = pace;
  }

  /** Waits for a start; false, at once, if that would take longer than {@code longest}. */
  boolean start(long longest) throws InterruptedException {
    Ambient.checkCancelled();
    Place place = new Place();
    if (!enter(place, longest)) {
      return false;
    }
    try {
      for (Nap nap = next(place); nap != null; nap = next(place)) {
        nap.await();
      }
      return true;
    } finally {
      leave(place);
    }
  }

  private synchronized boolean enter(Place place, long longest) {
    long now = clock.now();
    boolean soonEnough = at(waiting.size(), now) - now <= longest;
    return soonEnough && waiting.add(place);
  }

  /** The wait until the time of {@code place}, or null if it has started now. */
  private synchronized @Nullable Nap next(Place place) throws InterruptedException {
    long now = clock.now();
    int ahead = waiting.indexOf(place);
    long at = at(ahead, now);
    if (at > now) {
      place.nap = null;
      place.nap = Nap.begin(WaitReason.RATE, at - now);
      return place.nap;
    }
    waiting.remove(ahead);
    pace.started(now);
    return null;
  }

  private synchronized void leave(Place place) {
    int ahead = waiting.indexOf(place);
    if (ahead >= 0) {
      waiting.remove(ahead);
      wakeFrom(ahead);
    }
  }

  /** Their times may be earlier than they thought. */
  private void wakeFrom(int first) {
    for (Place behind : waiting.subList(first, waiting.size())) {
      if (behind.nap != null) {
        behind.nap.wake();
      }
    }
  }

  private long at(int ahead, long now) {
    return pace.at(ahead, Math.max(now, pausedUntil));
  }

  /** Starts as many as may start now, at most {@code most}; returns how many. */
  synchronized int take(int most) {
    long now = clock.peek();
    int taken = 0;
    while (taken < most && at(waiting.size(), now) <= now) {
      pace.started(now);
      taken++;
    }
    return taken;
  }

  /** How long one who comes now has to wait. */
  synchronized long delay() {
    long now = clock.peek();
    return at(waiting.size(), now) - now;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /** Nobody starts for so long; a longer pause from before goes on. */
  synchronized void pause(long nanos) {
    pausedUntil = Math.max(pausedUntil, Nanos.sum(clock.peek(), nanos));
  }

  synchronized void resume() {
    pausedUntil = 0;
    wakeFrom(0);
  }

  /** Whether a new queue in its place would make no difference. */
  synchronized boolean isFresh() {
    long now = clock.peek();
    return waiting.isEmpty() && pausedUntil <= now && pace.isFresh(now);
  }

  private static final class Place {
    private @Nullable Nap nap;
  }
}
