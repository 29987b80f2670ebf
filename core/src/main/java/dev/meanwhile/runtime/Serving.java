package dev.meanwhile.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Grants what can be granted in a queue, and in the queues where that moves others up. One after
 * the other: thousands may move up because of one.
 */
final class Serving {
  private final Deque<PermitQueue> queues = new ArrayDeque<>();

  private Serving() {}

  /** Something has become free in {@code queue}, or somebody has left it. No lock is held. */
  static void at(PermitQueue queue) {
    if (queue.waiting() > 0) {
      new Serving().begin(queue);
    }
  }

  private void begin(PermitQueue first) {
    for (PermitQueue queue = first; queue != null; queue = queues.poll()) {
      for (Lease granted = grantOne(queue); granted != null; granted = grantOne(queue)) {
        addOthers(granted, queue);
      }
    }
  }

  private static @Nullable Lease grantOne(PermitQueue queue) {
    for (Lease lease : queue.next()) {
      if (lease.tryGrant()) {
        return lease;
      }
    }
    return null;
  }

  private void addOthers(Lease granted, PermitQueue served) {
    for (Demand.Share share : granted.demand().shares()) {
      if (share.queue() != served && !queues.contains(share.queue())) {
        queues.add(share.queue());
      }
    }
  }
}
