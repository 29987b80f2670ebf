package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread because its task was told to stop. Behind a {@link Shield} it is not heard:
 * what came meanwhile, a ring or an interrupt from outside, is kept until the shield is down.
 */
final class Doorbell {
  private final @Nullable Doorbell outside;
  private volatile @Nullable Thread thread;

  // Guarded by this.
  private boolean muffled;
  private boolean kept;
  private boolean ours;

  private Doorbell(@Nullable Doorbell outside, @Nullable Thread thread) {
    this.outside = outside;
    this.thread = thread;
  }

  /** The bell of {@code thread}, or of one that is not known yet. */
  static Doorbell of(@Nullable Thread thread) {
    return new Doorbell(null, thread);
  }

  /** The bell behind a shield, of the same thread. */
  Doorbell inside() {
    return new Doorbell(this, thread);
  }

  void hang(Thread own) {
    thread = own;
  }

  @Nullable Thread thread() {
    return thread;
  }

  synchronized void ring() {
    Thread own = thread;
    if (own == null) {
      return;
    }
    ours |= !isPending(own);
    if (muffled) {
      kept = true;
    } else {
      own.interrupt();
    }
  }

  /** Whether the thread has an interrupt to heed that is none of ours. */
  synchronized boolean isForeignPending() {
    Thread own = thread;
    return own != null && !ours && isPending(own);
  }

  private boolean isPending(Thread own) {
    return muffled ? kept : own.isInterrupted();
  }

  /** Takes the interrupt of the calling thread, whose bell it is, back. */
  synchronized void takeBack() {
    Thread.interrupted();
    ours = false;
  }

  /** A shield goes up around the calling thread, whose bell it is. */
  synchronized void muffle() {
    muffled = true;
    kept = Thread.interrupted();
  }

  /** The shield is down. */
  synchronized void unmuffle() {
    muffled = false;
    if (kept) {
      kept = false;
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it hangs behind a shield. */
  boolean isShielded() {
    return outside != null;
  }

  /** Keeps an interrupt from outside until the outermost shield is down. */
  void keep() {
    if (outside == null) {
      keepHere();
    } else {
      outside.keep();
    }
  }

  private synchronized void keepHere() {
    kept = true;
  }
}
