package dev.meanwhile.runtime;

import dev.meanwhile.runtime.Demand.Share;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a lease asks of one queue, and where it stands there. Guarded by the queue's lock.
 *
 * <p>The places of a lease are in a chain, in the order in which their locks are taken. What is
 * said of all of them is asked of the first.
 */
final class Place {
  private static final Comparator<Share> LOCK_ORDER =
      Comparator.comparingLong(share -> share.queue().number());

  final Lease lease;
  final PermitQueue queue;
  final int weight;

  /** Its neighbours in the list that it is in. */
  @Nullable Place before;

  @Nullable Place after;

  private final @Nullable Place sibling;

  private Place(Lease lease, Share share, @Nullable Place sibling) {
    this.lease = lease;
    this.queue = share.queue();
    this.weight = share.weight();
    this.sibling = sibling;
  }

  /** The first of the places of {@code lease}. */
  static Place of(Lease lease, List<Share> shares) {
    if (shares.size() == 1) {
      return new Place(lease, shares.getFirst(), null);
    }
    Place next = null;
    for (Share share : shares.stream().sorted(LOCK_ORDER.reversed()).toList()) {
      next = new Place(lease, share, next);
    }
    return Objects.requireNonNull(next, "asks for nothing");
  }

  boolean hasSiblings() {
    return sibling != null;
  }

  void lockAll() {
    for (Place place = this; place != null; place = place.sibling) {
      place.queue.lock();
    }
  }

  void unlockAll() {
    for (Place place = this; place != null; place = place.sibling) {
      place.queue.unlock();
    }
  }

  /** Whether a new lease may have its permits at once. */
  boolean allAdmit() {
    for (Place place = this; place != null; place = place.sibling) {
      if (!place.queue.admits(place)) {
        return false;
      }
    }
    return true;
  }

  /** A queue in which nobody more may wait, if there is one. */
  @Nullable PermitQueue full() {
    for (Place place = this; place != null; place = place.sibling) {
      if (place.queue.isFull()) {
        return place.queue;
      }
    }
    return null;
  }

  void enqueueAll() {
    for (Place place = this; place != null; place = place.sibling) {
      place.queue.enqueue(place);
    }
  }

  void dequeueAll() {
    for (Place place = this; place != null; place = place.sibling) {
      place.queue.dequeue(place);
    }
  }

  /** A queue in which it is not the turn of the lease, or there is not enough for it. */
  @Nullable PermitQueue obstacle() {
    for (Place place = this; place != null; place = place.sibling) {
      if (!place.queue.serves(place)) {
        return place.queue;
      }
    }
    return null;
  }

  /** Takes the permits. */
  void holdAll() {
    for (Place place = this; place != null; place = place.sibling) {
      place.queue.hold(place);
    }
  }

  void releaseAll() {
    for (Place place = this; place != null; place = place.sibling) {
      place.queue.release(place);
    }
  }

  /** Lets others have what has become free. No lock is held. */
  void serveOthers() {
    for (Place place = this; place != null; place = place.sibling) {
      Serving.at(place.queue);
    }
  }

  /** Tells who watches {@code task} that something has changed. */
  void announce(TaskNode task) {
    for (Place place = this; place != null; place = place.sibling) {
      Events.limitChanged(task, place.queue);
    }
  }

  /** How many permits of {@code asked} there are in it. */
  int weightIn(PermitQueue asked) {
    int sum = 0;
    for (Place place = this; place != null; place = place.sibling) {
      sum += place.queue == asked ? place.weight : 0;
    }
    return sum;
  }

  boolean isStuckIn(Run run) {
    for (Place place = this; place != null; place = place.sibling) {
      if (place.queue.isStuck(place, run)) {
        return true;
      }
    }
    return false;
  }
}
