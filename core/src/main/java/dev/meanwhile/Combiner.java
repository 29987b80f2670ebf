package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * The functions that make one value of two to five results; a record's constructor usually fits.
 */
public final class Combiner {
  private Combiner() {}

  /** Combines two results. */
  @FunctionalInterface
  public interface Of2<
      A extends @Nullable Object,
      B extends @Nullable Object,
      R extends @Nullable Object,
      X extends Exception> {
    /** Combines the results, given in the order of the tasks. */
    R combine(A a, B b) throws X;
  }

  /** Combines three results. */
  @FunctionalInterface
  public interface Of3<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      R extends @Nullable Object,
      X extends Exception> {
    /** Combines the results, given in the order of the tasks. */
    R combine(A a, B b, C c) throws X;
  }

  /** Combines four results. */
  @FunctionalInterface
  public interface Of4<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      D extends @Nullable Object,
      R extends @Nullable Object,
      X extends Exception> {
    /** Combines the results, given in the order of the tasks. */
    R combine(A a, B b, C c, D d) throws X;
  }

  /** Combines five results. */
  @FunctionalInterface
  public interface Of5<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      D extends @Nullable Object,
      E extends @Nullable Object,
      R extends @Nullable Object,
      X extends Exception> {
    /** Combines the results, given in the order of the tasks. */
    R combine(A a, B b, C c, D d, E e) throws X;
  }
}
