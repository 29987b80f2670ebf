package dev.meanwhile.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a step does with one to five inputs; it may wait, and fail. A step without inputs is a
 * {@link dev.meanwhile.Task}.
 */
public final class Work {
  private Work() {}

  /** Works with one input. */
  @FunctionalInterface
  public interface Of1<
      A extends @Nullable Object, T extends @Nullable Object, X extends Exception> {
    /** Does the work. */
    T apply(A a) throws X, InterruptedException;
  }

  /** Works with two inputs. */
  @FunctionalInterface
  public interface Of2<
      A extends @Nullable Object,
      B extends @Nullable Object,
      T extends @Nullable Object,
      X extends Exception> {
    /** Does the work. */
    T apply(A a, B b) throws X, InterruptedException;
  }

  /** Works with three inputs. */
  @FunctionalInterface
  public interface Of3<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      T extends @Nullable Object,
      X extends Exception> {
    /** Does the work. */
    T apply(A a, B b, C c) throws X, InterruptedException;
  }

  /** Works with four inputs. */
  @FunctionalInterface
  public interface Of4<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      D extends @Nullable Object,
      T extends @Nullable Object,
      X extends Exception> {
    /** Does the work. */
    T apply(A a, B b, C c, D d) throws X, InterruptedException;
  }

  /** Works with five inputs. */
  @FunctionalInterface
  public interface Of5<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      D extends @Nullable Object,
      E extends @Nullable Object,
      T extends @Nullable Object,
      X extends Exception> {
    /** Does the work. */
    T apply(A a, B b, C c, D d, E e) throws X, InterruptedException;
  }
}
