package dev.meanwhile.check.dependence;

/** How code ties what follows to its thread, from the least to the most. */
enum ThreadTie {
  /** Not at all. */
  NONE,
  /** The next query is one page: it is on this thread, and the one after it is free. */
  PAGE,
  /** It sets a thread-local, and nobody knows until when. */
  LASTING;

  /** The one that is more. */
  ThreadTie or(ThreadTie other) {
    return compareTo(other) < 0 ? other : this;
  }
}
