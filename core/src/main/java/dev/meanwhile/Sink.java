package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * Takes results one at a time, on the thread that called the verb.
 *
 * @param <T> the type of the results
 * @param <X> the checked exception, or {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface Sink<T extends @Nullable Object, X extends Exception> {
  /** Takes one result. While it runs, no other result is handed over. */
  void accept(T result) throws X, InterruptedException;
}
