package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * Makes a result of an element, and may wait and fail while it does.
 *
 * @param <A> the type of the elements
 * @param <T> the type of the results
 * @param <X> the checked exception, or {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface Mapper<
    A extends @Nullable Object, T extends @Nullable Object, X extends Exception> {
  /** Maps one element; called on the element's own task. */
  T map(A element) throws X, InterruptedException;

  /**
   * Makes a result of an element and of its place in the source, counted from zero.
   *
   * @param <A> the type of the elements
   * @param <T> the type of the results
   * @param <X> the checked exception, or {@link RuntimeException} where there is none
   */
  @FunctionalInterface
  interface Indexed<A extends @Nullable Object, T extends @Nullable Object, X extends Exception> {
    /** Maps the element at {@code index}; called on the element's own task. */
    T map(long index, A element) throws X, InterruptedException;
  }
}
