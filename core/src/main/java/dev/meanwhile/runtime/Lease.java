package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.runtime.Demand.Share;
import dev.meanwhile.runtime.PermitQueue.HolderView;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A claim to the permits of one limit, or of several at once: first a place in each queue, then all
 * permits together, given back exactly once.
 *
 * <p>Its state changes only under the locks of all its queues, taken in the order of their numbers.
 * So two leases that share queues stand in the same order in all of them, and the one in front is
 * always served at last: leases of several limits cannot block each other for ever.
 */
abstract class Lease {
  private enum State {
    NEW,
    WAITING,
    HELD,
    OVER
  }

  private final Demand demand;
  private final Place[] places;
  private volatile State state = State.NEW;
  private volatile @Nullable Rejected refusal;
  private long heldSince;

  Lease(Demand demand) {
    this.demand = demand;
    List<Share> shares = demand.shares();
    this.places = new Place[shares.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = new Place(this, shares.get(i).queue(), shares.get(i).weight());
    }
  }

  /** Who asks. */
  abstract TaskNode task();

  /** It has its places now, and may wait until then. The locks are held. */
  abstract void waits(long until);

  /** Its wait is over. The locks are held. */
  void waited() {}

  /** It has its permits now. No lock is held. */
  abstract void granted();

  /** It gets none, and {@link #refusal} says why. No lock is held. */
  abstract void refused();

  /** Takes the permits, if they are free and nobody is before it; else its places, if it may. */
  final void request() {
    boolean free;
    boolean accepted;
    lock();
    try {
      if (state != State.NEW) {
        return;
      }
      free = allAdmit();
      accepted = free || tryEnqueue();
      if (free) {
        hold();
      }
    } finally {
      unlock();
    }
    announce();
    if (free) {
      granted();
    } else if (!accepted) {
      refused();
    }
  }

  private boolean allAdmit() {
    for (Place place : places) {
      if (!place.queue.admits(place)) {
        return false;
      }
    }
    return true;
  }

  private boolean tryEnqueue() {
    for (Place place : places) {
      if (place.queue.isFull()) {
        state = State.OVER;
        refusal = place.queue.rejection("takes no more");
        return false;
      }
    }
    state = State.WAITING;
    for (Place place : places) {
      place.queue.enqueue(place);
    }
    Run run = task().run();
    run.queued(this);
    waits(Timekeeper.after(run.timekeeper().nanoTime(), demand.longestWait()));
    return true;
  }

  /** Takes the permits, if it is the first everywhere and they are free. */
  private boolean tryGrant() {
    boolean granted;
    lock();
    try {
      granted = state == State.WAITING && allServe();
      if (granted) {
        dequeue();
        hold();
      }
    } finally {
      unlock();
    }
    if (granted) {
      announce();
      granted();
    }
    return granted;
  }

  private boolean allServe() {
    for (Place place : places) {
      if (!place.queue.serves(place)) {
        return false;
      }
    }
    return true;
  }

  private void hold() {
    state = State.HELD;
    heldSince = task().run().timekeeper().nanoTime();
    for (Place place : places) {
      place.queue.hold(place);
    }
    Census.add(this);
  }

  private void dequeue() {
    for (Place place : places) {
      place.queue.dequeue(place);
    }
    task().run().dequeued(this);
    waited();
  }

  /** Leaves the queues by itself; false if the permits came first, or it is over. */
  final boolean withdraw() {
    return leave(null);
  }

  /** Is sent away from the queues; false if the permits came first, or it is over. */
  final boolean withdraw(Rejected why) {
    boolean left = leave(why);
    if (left) {
      refused();
    }
    return left;
  }

  private boolean leave(@Nullable Rejected why) {
    lock();
    try {
      if (state != State.NEW && state != State.WAITING) {
        return false;
      }
      if (state == State.WAITING) {
        dequeue();
      }
      state = State.OVER;
      refusal = why;
    } finally {
      unlock();
    }
    announce();
    serveAll();
    return true;
  }

  /** Gives the permits back, if they are held. */
  final void giveBack() {
    Lease next = null;
    lock();
    try {
      if (state != State.HELD) {
        return;
      }
      state = State.OVER;
      for (Place place : places) {
        place.queue.release(place);
      }
      next = grantNext();
    } finally {
      unlock();
    }
    Census.remove(this);
    announce();
    if (next != null) {
      next.announce();
      next.granted();
    }
    serveAll();
  }

  /** The quick way from hand to hand: both are leases of this one limit, whose lock is held. */
  private @Nullable Lease grantNext() {
    Place first = places.length == 1 ? places[0].queue.first() : null;
    if (first == null || first.lease.places.length > 1 || !first.lease.allServe()) {
      return null;
    }
    first.lease.dequeue();
    first.lease.hold();
    return first.lease;
  }

  private void serveAll() {
    for (Place place : places) {
      serve(place.queue);
    }
  }

  /** Grants what can be granted at the head of {@code queue}, and where that moves others up. */
  static void serve(PermitQueue queue) {
    Lease next = queue.headThatFits();
    while (next != null && next.tryGrant()) {
      if (next.places.length > 1) {
        next.serveAll();
      }
      next = queue.headThatFits();
    }
  }

  private void lock() {
    for (Place place : places) {
      place.queue.lock();
    }
  }

  private void unlock() {
    for (Place place : places) {
      place.queue.unlock();
    }
  }

  private void announce() {
    TaskNode task = task();
    if (task.settings().observer() != null) {
      for (Place place : places) {
        Events.limitChanged(task, place.queue);
      }
    }
  }

  final Demand demand() {
    return demand;
  }

  final int priority() {
    return demand.priority();
  }

  /** Says that it was waited for as long as may be. */
  final Rejected tooLong() {
    return places[0].queue.rejection("was waited for too long");
  }

  /** Why it was sent away, if it was. */
  final @Nullable Rejected refusal() {
    return refusal;
  }

  final boolean isWaiting() {
    return state == State.WAITING;
  }

  final boolean isHeld() {
    return state == State.HELD;
  }

  /** What is told of it as a holder of permits of {@code queue}. */
  final <H> H holder(PermitQueue queue, HolderView<H> view) {
    Thread thread = task().thread();
    String path = task().path();
    String name = path.isEmpty() && thread != null ? thread.getName() : path;
    int permits = 0;
    for (Place place : places) {
      permits += place.queue == queue ? place.weight : 0;
    }
    return view.of(
        name,
        permits,
        Duration.ofNanos(task().run().timekeeper().nanoTime() - heldSince),
        thread == null ? List.of() : List.of(Site.withoutOurs(thread.getStackTrace())));
  }

  /**
   * Whether only tasks of its own run can end its wait: they hold the permits, and are before it.
   */
  final boolean isStuck() {
    return task().settings().deadline() == null
        && demand.longestWait() == Timekeeper.NEVER
        && Arrays.stream(places).anyMatch(place -> place.queue.isStuck(place, task().run()));
  }

  /** The names of its limits. */
  final String limits() {
    return Arrays.stream(places)
        .map(place -> place.queue.toString())
        .collect(Collectors.joining(" and "));
  }

  @Override
  public String toString() {
    return "a permit of " + limits() + (isHeld() ? ", held by " : ", asked for by ") + task();
  }
}
