package dev.meanwhile.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Places in a row: a linked list through the places themselves, so that anyone leaves at no cost.
 *
 * <p>Each holds up those behind it, with one exception. A lease of several queues waits here also
 * for what another queue lacks, and that may be held by a task that asks here next. So a task that
 * holds permits passes such leases, and those that they hold up, when they are first in the row.
 */
final class Places {
  private @Nullable Place first;
  private @Nullable Place last;
  private int size;
  private int weight;

  @Nullable Place first() {
    return first;
  }

  int size() {
    return size;
  }

  /** How many permits they ask for, or hold, together. */
  int weight() {
    return weight;
  }

  /** Puts {@code place} behind all whose lease has its priority or a higher one. */
  void add(Place place) {
    Place front = inFrontOf(place);
    Place behind = front == null ? first : front.after;
    insert(front, place, behind);
  }

  /** Behind whom {@code place} comes. */
  private @Nullable Place inFrontOf(Place place) {
    Place front = last;
    while (front != null && front.lease.priority() < place.lease.priority()) {
      front = front.before;
    }
    return front;
  }

  /** Puts {@code place} behind all. */
  void append(Place place) {
    insert(last, place, null);
  }

  private void insert(@Nullable Place front, Place place, @Nullable Place behind) {
    link(front, place);
    link(place, behind);
    size++;
    weight += place.weight;
  }

  void remove(Place place) {
    link(place.before, place.after);
    place.before = null;
    place.after = null;
    size--;
    weight -= place.weight;
  }

  /** One of them may be null, which is beyond the end. */
  private void link(@Nullable Place front, @Nullable Place behind) {
    if (front == null) {
      first = behind;
    } else {
      front.after = behind;
    }
    if (behind == null) {
      last = front;
    } else {
      behind.before = front;
    }
  }

  /** Notes since when they are held, the last first: those before one that was noted are, too. */
  void note() {
    for (Place place = last; place != null && place.lease.note(); ) {
      place = place.before;
    }
  }

  /** Whether any of them belongs to such a lease. */
  boolean any(Predicate<Lease> such) {
    for (Place place = first; place != null; place = place.after) {
      if (such.test(place.lease)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code place}, which is not in the row yet, will have nobody to wait for. */
  boolean wouldBeNext(Place place) {
    return !isHeldUp(place, inFrontOf(place), lease -> true);
  }

  /** Whether nobody in front holds up {@code place}. */
  boolean isNext(Place place) {
    return !isHeldUp(place, lease -> true);
  }

  /** Whether such a lease in front holds up {@code place}; the nearest is asked first. */
  boolean isHeldUp(Place place, Predicate<Lease> by) {
    return isHeldUp(place, place.before, by);
  }

  private boolean isHeldUp(Place place, @Nullable Place nearest, Predicate<Lease> by) {
    boolean passes = first != null && first.lease.isOfSeveral() && place.lease.isNested();
    for (Place front = nearest; front != null; front = front.before) {
      if ((!passes || front.lease.isNestedOfOne()) && by.test(front.lease)) {
        return true;
      }
    }
    return false;
  }

  /** Those whom nobody holds up. */
  List<Place> next() {
    var next = new ArrayList<Place>();
    for (Place place = first; place != null; place = place.after) {
      if (isNext(place)) {
        next.add(place);
      }
      if (place.lease.isNestedOfOne()) {
        break; // it holds up all that would pass the others
      }
    }
    return next;
  }

  /** How many permits such leases ask for, or hold, together. */
  int weight(Predicate<Lease> such) {
    int sum = 0;
    for (Place place = first; place != null; place = place.after) {
      sum += such.test(place.lease) ? place.weight : 0;
    }
    return sum;
  }

  /** Their leases, the first in front. */
  List<Lease> leases() {
    var leases = new ArrayList<Lease>(size);
    for (Place place = first; place != null; place = place.after) {
      leases.add(place.lease);
    }
    return leases;
  }
}
