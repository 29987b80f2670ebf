package dev.meanwhile.runtime;

import dev.meanwhile.Sink;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Hands results from the workers to the calling thread. A worker goes on when its result was taken,
 * so that results never pile up.
 */
final class Handover<T extends @Nullable Object> implements Delivery<T> {
  private final TaskGroup group;
  private final ArrayDeque<Offer<T>> offers = new ArrayDeque<>();

  Handover(TaskGroup group) {
    this.group = group;
  }

  @Override
  public void deliver(Worker worker, long index, T result) throws InterruptedException {
    var offer = new Offer<>(result, new Wait(worker, WaitReason.HANDOVER, null, Timekeeper.NEVER));
    synchronized (offers) {
      offers.add(offer);
    }
    group.caller().poke(worker);
    if (offer.taken.await() == WaitEnd.INTERRUPTED) {
      Thread.currentThread().interrupt();
      worker.checkCancelled();
    }
  }

  /** Gives every result to {@code sink}, until the workers have ended or the group is over. */
  void handTo(Sink<? super T, ?> sink) throws InterruptedException {
    while (group.cancelled() == null) {
      int seen = group.caller().changes();
      boolean workersEnded = group.hasOnlyBody();
      Offer<T> offer = poll();
      if (offer != null) {
        offer.taken.release(TaskNode.current());
        give(sink, offer.result);
      } else if (workersEnded) {
        return;
      } else {
        group.caller().awaitChange(seen, WaitReason.HANDOVER, Timekeeper.NEVER);
      }
    }
  }

  private static <T extends @Nullable Object> void give(Sink<? super T, ?> sink, T result) {
    try {
      sink.accept(result);
    } catch (Exception failure) {
      throw Thrown.as(failure);
    }
  }

  private @Nullable Offer<T> poll() {
    synchronized (offers) {
      return offers.poll();
    }
  }

  private record Offer<T extends @Nullable Object>(T result, Wait taken) {}
}
