package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/** What a lease asks of one queue, and where it stands there. Guarded by the queue's lock. */
final class Place {
  final Lease lease;
  final PermitQueue queue;
  final int weight;

  /** Its neighbours in the list that it is in. */
  @Nullable Place before;

  @Nullable Place after;

  /** The next place of the same lease, in another queue. */
  final @Nullable Place sibling;

  Place(Lease lease, PermitQueue queue, int weight, @Nullable Place sibling) {
    this.lease = lease;
    this.queue = queue;
    this.weight = weight;
    this.sibling = sibling;
  }
}
