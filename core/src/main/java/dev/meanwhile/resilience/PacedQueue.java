package dev.meanwhile.resilience;

import dev.meanwhile.Cancelled;
import dev.meanwhile.Misuse;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.Nap;
import dev.meanwhile.runtime.Timekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for their start, first come, first served. Nobody is given a time: when one may
 * start follows from the place in the queue, so that who leaves takes nothing along. Each thread
 * makes its own start when its time has come; a start counts from when it is made, not from when it
 * might have been.
 *
 * <p>Who has reserved a place need not be there yet. Those behind leave the start to it for a while
 * after its time, then go first; it stays where it is, and is the next when it comes.
 *
 * <p>Guarded by its own lock. No thread waits under it.
 */
final class PacedQueue {
  private static final long KEPT = Duration.ofSeconds(1).toNanos();

  private final Pace pace;
  private final SharedClock clock = new SharedClock();
  private final List<Place> places = new ArrayList<>();
  private long pausedUntil;

  PacedQueue(Pace pace) {
    this.pace = pace;
  }

  /** Waits for a start; false, at once, if that would take longer than {@code longest}. */
  boolean start(long longest) throws InterruptedException {
    Ambient.checkCancelled();
    if (startAlone()) {
      return true;
    }
    Place place = new Place();
    if (!enter(place, longest)) {
      return false;
    }
    try {
      awaitTurn(place);
      return true;
    } finally {
      leave(place);
    }
  }

  /** The usual way: nobody waits, and there may be a start now. Nothing is allocated. */
  private synchronized boolean startAlone() {
    if (!places.isEmpty()) {
      return false;
    }
    long now = clock.now();
    boolean free = at(places, now) <= now;
    if (free) {
      pace.started(now);
    }
    return free;
  }

  private synchronized boolean enter(Place place, long longest) {
    long now = clock.now();
    place.isAwaited = true;
    return at(places, now) - now <= longest && places.add(place);
  }

  /** A place for somebody who will come later. */
  synchronized Place reserve() {
    Place place = new Place();
    place.keptUntil = Nanos.sum(at(places, clock.now()), KEPT);
    places.add(place);
    return place;
  }

  /** Waits for the turn of a reserved place, and starts. */
  void start(Place place) throws InterruptedException {
    Ambient.checkCancelled();
    synchronized (this) {
      if (place.isAwaited || place.hasStarted) {
        throw new Misuse("a reservation was awaited twice; each is for one start");
      }
      place.isAwaited = true;
    }
    try {
      awaitTurn(place);
    } finally {
      absent(place);
    }
  }

  private void awaitTurn(Place place) throws InterruptedException {
    for (Nap nap = next(place); nap != null; nap = next(place)) {
      nap.await();
    }
  }

  /** The wait until something may change for {@code place}, or null if it has started now. */
  private synchronized @Nullable Nap next(Place place) throws InterruptedException {
    int index = places.indexOf(place);
    if (index < 0) {
      throw new Cancelled("the reservation was given back: there is no start to wait for");
    }
    long now = clock.now();
    List<Place> ahead = places.subList(0, index);
    long at = at(ahead, now);
    if (at > now) {
      place.nap = null;
      place.nap = Nap.begin(WaitReason.RATE, Math.min(at, nextLapse(ahead, now)) - now);
      return place.nap;
    }
    places.remove(index);
    place.hasStarted = true;
    pace.started(now);
    return null;
  }

  /** Gives a place back, if there was no start yet; says whether it did. */
  synchronized boolean leave(Place place) {
    int index = places.indexOf(place);
    if (index < 0) {
      return false;
    }
    wakeFrom(index);
    places.remove(index);
    return true;
  }

  /** Nobody waits for the turn of {@code place} any more, but it is kept. */
  private synchronized void absent(Place place) {
    place.isAwaited = false;
    int index = places.indexOf(place);
    if (index >= 0) {
      wakeFrom(index);
    }
  }

  /** Their times may be earlier than they thought. */
  private void wakeFrom(int first) {
    for (Place place : places.subList(first, places.size())) {
      if (place.nap != null) {
        place.nap.wake();
      }
    }
  }

  /** When one may start who comes after those. */
  private long at(List<Place> ahead, long now) {
    int counted = 0;
    for (int i = 0; i < ahead.size(); i++) { // mostly there is nobody: nothing is allocated
      counted += ahead.get(i).counts(now) ? 1 : 0;
    }
    return pace.at(counted, Math.max(now, pausedUntil));
  }

  /** When the first of those who are not there will be passed over. */
  private static long nextLapse(List<Place> ahead, long now) {
    return ahead.stream()
        .filter(place -> !place.isAwaited && place.counts(now))
        .mapToLong(place -> place.keptUntil)
        .min()
        .orElse(Timekeeper.NEVER);
  }

  /** Starts as many as may start now, at most {@code most}; returns how many. */
  synchronized int take(int most) {
    long now = clock.peek();
    int taken = 0;
    while (taken < most && at(places, now) <= now) {
      pace.started(now);
      taken++;
    }
    return taken;
  }

  /** How long one who comes now has to wait. */
  synchronized long delay() {
    long now = clock.peek();
    return at(places, now) - now;
  }

  /** How long {@code place} has to wait; zero once it has started or was given back. */
  synchronized long delay(Place place) {
    long now = clock.peek();
    int index = places.indexOf(place);
    return index < 0 ? 0 : at(places.subList(0, index), now) - now;
  }

  synchronized int waiting() {
    return places.size();
  }

  /** Nobody starts for so long; a longer pause from before goes on. */
  synchronized void pause(long nanos) {
    pausedUntil = Math.max(pausedUntil, Nanos.sum(clock.peek(), nanos));
    for (Place place : places) {
      place.keptUntil = Math.max(place.keptUntil, Nanos.sum(pausedUntil, KEPT));
    }
  }

  synchronized void resume() {
    pausedUntil = 0;
    wakeFrom(0);
  }

  /** Whether a new queue in its place would make no difference. */
  synchronized boolean isFresh() {
    long now = clock.peek();
    return places.isEmpty() && pausedUntil <= now && pace.isFresh(now);
  }

  /** A place in the queue. */
  static final class Place {
    private @Nullable Nap nap;
    private boolean isAwaited;
    private boolean hasStarted;
    private long keptUntil;

    private boolean counts(long now) {
      return isAwaited || now < keptUntil;
    }
  }
}
