package dev.meanwhile.runtime;

import dev.meanwhile.Mapper;
import dev.meanwhile.Sink;
import dev.meanwhile.Task;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mapper with a hook for results that its verb does not hand out. */
public record DiscardingMapper<
        A extends @Nullable Object, T extends @Nullable Object, X extends Exception>(
    Mapper<A, T, X> mapper, Sink<? super T, ?> hook) implements Mapper<A, T, X> {
  /** Refuses nulls. */
  public DiscardingMapper {
    Objects.requireNonNull(mapper, "mapper");
    Objects.requireNonNull(hook, "hook");
  }

  @Override
  public T map(A element) throws X, InterruptedException {
    return mapper.map(element);
  }

  /** Gives {@code value}, which {@code mapper} returned and nobody gets, to its hook, if it has. */
  @SuppressWarnings("unchecked") // the hook was given with the mapper
  static void discard(Mapper<?, ?, ?> mapper, @Nullable Object value) {
    if (mapper instanceof DiscardingMapper<?, ?, ?> discarding) {
      Discards.tell((Sink<@Nullable Object, ?>) discarding.hook, value);
    }
  }

  /** What maps {@code element}; a hook stays with it. */
  public static <A extends @Nullable Object, T extends @Nullable Object> Task<T, ?> task(
      Mapper<? super A, ? extends T, ?> mapper, A element) {
    Task<T, ?> task = () -> mapper.map(element);
    return mapper instanceof DiscardingMapper<?, ?, ?>
        ? new DiscardingTask<>(task, value -> discard(mapper, value))
        : task;
  }

  /**
   * {@code other}, which makes something of what {@code mapper} makes, with the hook of {@code
   * mapper}.
   *
   * @param inner what {@code mapper} returned, out of the value of {@code other}
   */
  public static <A extends @Nullable Object, R extends @Nullable Object, X extends Exception>
      Mapper<A, R, X> like(
          Mapper<?, ?, ?> mapper,
          Mapper<A, R, X> other,
          Function<? super R, ? extends @Nullable Object> inner) {
    return mapper instanceof DiscardingMapper<?, ?, ?>
        ? new DiscardingMapper<>(other, value -> discard(mapper, inner.apply(value)))
        : other;
  }

  /** {@code mapper} as one that does not look at the place of the element; a hook stays with it. */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      Mapper.Indexed<A, T, X> indexed(Mapper<A, T, X> mapper) {
    Mapper.Indexed<A, T, X> indexed = (index, element) -> mapper.map(element);
    return mapper instanceof DiscardingMapper<A, T, X>(var inner, var hook)
        ? new Indexed<>(indexed(inner), hook)
        : indexed;
  }

  /** The same for one that looks at the place of the element. */
  public record Indexed<
          A extends @Nullable Object, T extends @Nullable Object, X extends Exception>(
      Mapper.Indexed<A, T, X> mapper, Sink<? super T, ?> hook) implements Mapper.Indexed<A, T, X> {
    /** Refuses nulls. */
    public Indexed {
      Objects.requireNonNull(mapper, "mapper");
      Objects.requireNonNull(hook, "hook");
    }

    @Override
    public T map(long index, A element) throws X, InterruptedException {
      return mapper.map(index, element);
    }

    /** Gives {@code value}, which was returned and nobody gets, to the hook. */
    void discard(T value) {
      Discards.tell(hook, value);
    }
  }
}
