package dev.meanwhile;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one task ended: with a value, or with a failure. Immutable.
 *
 * {@snippet file="PartialPage.java" region="settle"}
 *
 * @param <T> the type of the value
 */
public sealed interface Outcome<T extends @Nullable Object> {

  /** The task returned {@code value}, which may be {@code null}. */
  record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

  /** The task threw {@code cause}: the very object. */
  record Failure<T extends @Nullable Object>(Throwable cause) implements Outcome<T> {}

  /** Whether the task returned a value. */
  default boolean isSuccess() {
    return this instanceof Success;
  }

  /**
   * The outcome with {@code f} applied to the value; a failure stays as it is. What {@code f}
   * throws is thrown.
   */
  default <R extends @Nullable Object> Outcome<R> map(Function<? super T, ? extends R> f) {
    return switch (this) {
      case Success<T>(T value) -> new Success<>(f.apply(value));
      case Failure<T>(Throwable cause) -> new Failure<>(cause);
    };
  }

  /** The value, or {@code other} where the task failed. */
  default T orElse(T other) {
    return switch (this) {
      case Success<T>(T value) -> value;
      case Failure<T> failure -> other;
    };
  }

  /** The value, or what {@code other} gives where the task failed. */
  default T orElseGet(Supplier<? extends T> other) {
    return switch (this) {
      case Success<T>(T value) -> value;
      case Failure<T> failure -> other.get();
    };
  }

  /**
   * The value, or the failure thrown.
   *
   * @throws RuntimeException the failure itself, if it is unchecked
   * @throws Error the failure itself, if it is one
   * @throws TaskFailed if the failure is checked; it is the cause
   */
  default T orElseThrow() {
    return orElseThrow(RuntimeException.class);
  }

  /**
   * The value, or the failure thrown as itself, its checked type kept.
   *
   * @param type the checked exception to let through
   * @throws X the failure itself, if it is of that type
   * @throws RuntimeException the failure itself, if it is unchecked
   * @throws Error the failure itself, if it is one
   * @throws TaskFailed if the failure is checked and of another type; it is the cause
   */
  default <X extends Exception> T orElseThrow(Class<X> type) throws X {
    return switch (this) {
      case Success<T>(T value) -> value;
      case Failure<T>(Throwable cause) -> {
        if (type.isInstance(cause)) {
          throw type.cast(cause);
        }
        throw TaskFailed.unchecked(cause);
      }
    };
  }
}
