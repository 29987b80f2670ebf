package dev.meanwhile.runtime;

/** A task or a group of them: what a cancel spreads to. */
interface Cancellable {
  /** Sets the cancel, once, and passes it to everything below; later calls do nothing. */
  void cancel(Cancel cancel);
}
