package dev.meanwhile.runtime;

import dev.meanwhile.runtime.Gradient.Ending;

/** Gives a limit the size that its work calls for. Thread-safe. */
final class Adaptation {
  private final PermitQueue queue;
  private final Gradient gradient; // guarded by this
  private volatile int round;
  private volatile int capacity;

  Adaptation(PermitQueue queue, int least, int most) {
    this.queue = queue;
    this.gradient = new Gradient(least, most);
    publish();
  }

  /** What work that begins now takes along. */
  int round() {
    return round;
  }

  /** How many permits there should be. */
  int capacity() {
    return capacity;
  }

  /** A piece of work has ended, which still holds its permits. */
  void ended(Ending how, int began, long nanos) {
    boolean changed;
    synchronized (this) {
      gradient.ended(how, began, nanos, queue.inUse());
      changed = gradient.capacity() != capacity;
      publish();
    }
    if (changed) {
      queue.adapt(this);
    }
  }

  /** Goes on from a size that somebody set. */
  void goOnFrom(int size) {
    synchronized (this) {
      gradient.goOnFrom(size);
      publish();
    }
    queue.adapt(this);
  }

  private void publish() {
    round = gradient.round();
    capacity = gradient.capacity();
  }
}
