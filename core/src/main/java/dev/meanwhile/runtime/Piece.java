package dev.meanwhile.runtime;

import dev.meanwhile.Mapper;
import dev.meanwhile.runtime.Discards.Parcel;
import org.jspecify.annotations.Nullable;

/** An element on its way through a stage, and what became of it. */
public final class Piece<A extends @Nullable Object, T extends @Nullable Object> {
  private final long index;
  private final A element;
  private final @Nullable Object key;
  private @Nullable Object result;
  private volatile boolean done;

  /**
   * Made by the stream.
   *
   * @param index its place in the source, from 0
   * @param key what it has in common with those that must not run beside it, if there are such
   */
  public Piece(long index, A element, @Nullable Object key) {
    this.index = index;
    this.element = element;
    this.key = key;
  }

  long index() {
    return index;
  }

  /** What it has in common with those that must not run beside it, or null. */
  public @Nullable Object key() {
    return key;
  }

  T map(Mapper<? super A, ? extends T, ?> mapper) throws Exception {
    return mapper.map(element);
  }

  /** It has ended well: what it has become may be read from now on. */
  void end(@Nullable Object value) {
    result = value;
    done = true;
  }

  /** Whether it has ended well, so that there is a {@link #result}. */
  public boolean isDone() {
    return done;
  }

  /** What it has become; whoever reads that has it in hand. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the result of the mapper is a T, null or not
  public T result() {
    if (result instanceof Parcel<?> parcel) {
      parcel.handOut();
      return (T) parcel.value();
    }
    return (T) result;
  }
}
