package dev.meanwhile.plan;

import org.jspecify.annotations.Nullable;

/**
 * Defines one step of a plan, for {@link Steps#outcome} and {@link Steps#when}.
 *
 * @param <T> the type of its result
 * @param <X> the checked exception, or {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface OneStep<T extends @Nullable Object, X extends Exception> {
  /** Defines exactly one step, and returns it. */
  Step<T> define(Steps plan) throws X;
}
