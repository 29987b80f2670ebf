package dev.meanwhile.plan;

import org.jspecify.annotations.Nullable;

/**
 * Says of which steps a plan is made. It runs once, when the plan is defined, on the calling
 * thread, and no step runs meanwhile.
 *
 * @param <I> the type of the input
 * @param <O> the type of the result
 * @param <X> the checked exception of the steps, or {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface Definition<
    I extends @Nullable Object, O extends @Nullable Object, X extends Exception> {
  /**
   * Defines the steps of {@code plan}.
   *
   * @param in stands for the input of a run
   * @return the step whose result is the plan's
   * @throws X never by our methods: it tells the compiler what a run may throw
   */
  Step<? extends O> define(Steps plan, Step<I> in) throws X;
}
