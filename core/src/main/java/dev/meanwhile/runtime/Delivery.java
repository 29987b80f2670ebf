package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/** Where the results of a map go. */
@FunctionalInterface
interface Delivery<T extends @Nullable Object> {
  /** Takes one result, on the thread of the worker that made it. */
  void deliver(Worker worker, long index, T result) throws InterruptedException;
}
