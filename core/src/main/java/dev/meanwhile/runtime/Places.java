package dev.meanwhile.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Places in a row: a linked list through the places themselves, so that anyone leaves at no cost.
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
    Place front = last;
    while (front != null && front.lease.priority() < place.lease.priority()) {
      front = front.before;
    }
    Place behind = front == null ? first : front.after;
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

  /** Whether all of them, as far as {@code until} exclusive, belong to such leases. */
  boolean allBefore(@Nullable Place until, Predicate<Lease> such) {
    for (Place place = first; place != null && place != until; place = place.after) {
      if (!such.test(place.lease)) {
        return false;
      }
    }
    return true;
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
