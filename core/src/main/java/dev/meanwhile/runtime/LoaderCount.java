package dev.meanwhile.runtime;

import java.util.concurrent.atomic.LongAdder;

/** What a loader has done since it was made. Thread-safe. */
public final class LoaderCount {
  final LongAdder loads = new LongAdder();
  final LongAdder shared = new LongAdder();
  final LongAdder batches = new LongAdder();
  final LongAdder keys = new LongAdder();
  final LongAdder failed = new LongAdder();

  /** Loads of keys that are asked for by the same call, or cached. */
  void repeated(int times) {
    loads.add(times);
    shared.add(times);
  }

  /** The loads of single keys. */
  public long loads() {
    return loads.sum();
  }

  /** The loads whose key was in flight or cached. */
  public long shared() {
    return shared.sum();
  }

  /** The calls of the batch function. */
  public long batches() {
    return batches.sum();
  }

  /** The keys in these calls. */
  public long keys() {
    return keys.sum();
  }

  /** The calls that threw or broke the contract. */
  public long failed() {
    return failed.sum();
  }
}
