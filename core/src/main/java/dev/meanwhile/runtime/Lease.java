package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.runtime.Demand.Share;
import dev.meanwhile.runtime.PermitQueue.HolderView;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A claim to the permits of one limit, or of several at once: first a place in each queue, then all
 * permits together, given back exactly once.
 *
 * <p>Its state changes only under the locks of all its queues, taken in the order of their numbers.
 * So two leases that share queues stand in the same order in all of them, and the one in front is
 * always served at last: leases of several limits cannot block each other for ever. Nor can one of
 * them and a task that holds a permit and asks for another: {@link Places} lets that pass.
 */
abstract class Lease implements PermitWait {
  private enum State {
    NEW,
    WAITING,
    HELD,
    OVER
  }

  private static final Comparator<Place> LOCK_ORDER =
      Comparator.comparingLong(place -> place.queue.number());

  private final Demand demand;
  private final boolean nested;
  private final Place[] places;
  private volatile State state = State.NEW;
  private volatile @Nullable Rejected refusal;
  private volatile long until = Timekeeper.NEVER;
  private long heldSince;

  /**
   * Made by what asks.
   *
   * @param nested whether the task that waits for it holds permits already
   */
  Lease(Demand demand, boolean nested) {
    this.demand = demand;
    this.nested = nested;
    List<Share> shares = demand.shares();
    this.places = new Place[shares.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = new Place(this, shares.get(i).queue(), shares.get(i).weight());
    }
    if (places.length > 1) {
      Arrays.sort(places, LOCK_ORDER);
    }
  }

  /** Who asks. */
  abstract TaskNode task();

  /** Whether it leaves when it has waited for too long, and does not wait where too many do. */
  boolean isTurnedAway() {
    return true;
  }

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
      if (isTurnedAway() && place.queue.isFull()) {
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
    if (isTurnedAway()) {
      until = Timekeeper.after(run.timekeeper().nanoTime(), demand.longestWait());
    }
    run.queued(this);
    waits(until);
    return true;
  }

  /** Takes the permits, if it is its turn everywhere and they are free. */
  final boolean tryGrant() {
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
    return leave(() -> null);
  }

  /** Is sent away by {@code queue}, which is cleared; false as {@link #withdraw()}. */
  final boolean clear(PermitQueue queue) {
    return turnAway(() -> queue.rejection("was cleared"));
  }

  /** Has waited for as long as it may; false as {@link #withdraw()}. */
  final boolean giveUp() {
    return turnAway(() -> obstacle().rejection("was waited for too long"));
  }

  private boolean turnAway(Supplier<Rejected> why) {
    boolean left = leave(why);
    if (left) {
      refused();
    }
    return left;
  }

  /** The queue that does not serve it. */
  private PermitQueue obstacle() {
    return Arrays.stream(places)
        .filter(place -> !place.queue.serves(place))
        .findFirst()
        .orElse(places[0])
        .queue;
  }

  private boolean leave(Supplier<? extends @Nullable Rejected> why) {
    lock();
    try {
      if (state != State.NEW && state != State.WAITING) {
        return false;
      }
      refusal = why.get();
      if (state == State.WAITING) {
        dequeue();
      }
      state = State.OVER;
    } finally {
      unlock();
    }
    announce();
    serveAll();
    return true;
  }

  /** Gives the permits back, if they are held. */
  final void giveBack() {
    Lease next;
    lock();
    try {
      if (state != State.HELD) {
        return;
      }
      next = release();
    } finally {
      unlock();
    }
    passOn(next);
  }

  /**
   * Gives the permit of a worker of {@code group} back, if the limit is to serve another. Both are
   * one step: of several workers that ask at once, only as many give way as must.
   */
  final boolean giveWay(TaskGroup group) {
    PermitQueue queue = places[0].queue;
    if (queue.isCalm()) {
      return false;
    }
    Lease next;
    lock();
    try {
      if (state != State.HELD || !queue.isAnotherTurn(group)) {
        return false;
      }
      next = release();
    } finally {
      unlock();
    }
    passOn(next);
    return true;
  }

  /** Under the locks; who is next without a look at other queues has the permits now. */
  private @Nullable Lease release() {
    state = State.OVER;
    Census.remove(this); // before anybody can know that the permits are free
    for (Place place : places) {
      place.queue.release(place);
    }
    return grantNext();
  }

  private void passOn(@Nullable Lease next) {
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
      Serving.at(place.queue);
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

  /** Why it was sent away, if it was. */
  final @Nullable Rejected refusal() {
    return refusal;
  }

  /** Whether it asks several queues. */
  final boolean isOfSeveral() {
    return places.length > 1;
  }

  /** Whether the task that waits for it holds permits already. */
  final boolean isNested() {
    return nested;
  }

  /** Whether only its one queue can keep it waiting, and it keeps others waiting meanwhile. */
  final boolean isNestedOfOne() {
    return nested && places.length == 1;
  }

  final boolean isOf(Run run) {
    return task().run() == run;
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

  @Override
  public final boolean isStuck() {
    return task().settings().deadline() == null
        && until == Timekeeper.NEVER
        && Arrays.stream(places).anyMatch(place -> place.queue.isStuck(place, task().run()));
  }

  /** The names of its limits. */
  final String limits() {
    return demand.shares().stream()
        .map(share -> share.queue().toString())
        .collect(Collectors.joining(" and "));
  }

  @Override
  public String toString() {
    return "a permit of " + limits() + (isHeld() ? ", held by " : ", asked for by ") + task();
  }
}
