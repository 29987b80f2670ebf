package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * The code of a scope. It runs on the thread that called {@link Meanwhile#scope} and is a task like
 * those it starts: when one of them fails, it is interrupted.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception, or {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface ScopeBody<T extends @Nullable Object, X extends Exception> {
  /** Does the work, starting tasks in {@code scope}. */
  T run(Scope scope) throws X, InterruptedException;
}
