package dev.meanwhile.runtime;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A task's claim to one permit: first a place in the queue, then the permit itself, given back
 * exactly once.
 */
final class Lease {
  private enum State {
    WAITING,
    HELD,
    OVER
  }

  private final PermitQueue queue;
  private final Fork<?, ?> task;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  Lease(PermitQueue queue, Fork<?, ?> task) {
    this.queue = queue;
    this.task = task;
  }

  PermitQueue queue() {
    return queue;
  }

  Fork<?, ?> task() {
    return task;
  }

  boolean isWaiting() {
    return state.get() == State.WAITING;
  }

  /** The permit arrives; false if the task has left the queue. */
  boolean grant() {
    boolean granted = state.compareAndSet(State.WAITING, State.HELD);
    if (granted) {
      Census.add(this);
    }
    return granted;
  }

  /** Leaves the queue; false if the permit came first. */
  boolean withdraw() {
    boolean withdrawn = state.compareAndSet(State.WAITING, State.OVER);
    if (withdrawn) {
      queue.forget(this);
    }
    return withdrawn;
  }

  /** Gives the permit back, if it is held. */
  void giveBack() {
    if (state.compareAndSet(State.HELD, State.OVER)) {
      Census.remove(this);
      queue.giveBack(this);
    }
  }

  @Override
  public String toString() {
    return "a permit of " + queue + ", held by " + task;
  }
}
