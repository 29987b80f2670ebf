package dev.meanwhile.runtime;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of a map come from: pulled one at a time, by one task at a time.
 *
 * <p>Closing follows the iterator protocol: what threw while it was asked for an element is
 * finished and is not closed; what was left before its end, because something else failed, is
 * closed if it can be. A stream is always closed.
 */
public final class Source<A extends @Nullable Object> {
  private final Iterator<? extends A> iterator;
  private final @Nullable AutoCloseable always;
  private final @Nullable AutoCloseable ifAbandoned;
  private final int expected;
  private volatile boolean finished;

  private Source(
      Iterator<? extends A> iterator,
      @Nullable AutoCloseable always,
      @Nullable AutoCloseable ifAbandoned,
      int expected) {
    this.iterator = iterator;
    this.always = always;
    this.ifAbandoned = ifAbandoned;
    this.expected = expected;
  }

  /** The elements of {@code items}, in its order. */
  public static <A extends @Nullable Object> Source<A> of(Iterable<? extends A> items) {
    int expected = items instanceof Collection<?> known ? known.size() : 0;
    Iterator<? extends A> iterator = items.iterator();
    return new Source<>(iterator, null, closeable(items, iterator), expected);
  }

  /** What {@code items} has left. */
  public static <A extends @Nullable Object> Source<A> of(Iterator<? extends A> items) {
    return new Source<>(items, null, closeable(items), 0);
  }

  /** The elements of {@code items}, one at a time, also where the stream is parallel. */
  public static <A extends @Nullable Object> Source<A> of(Stream<? extends A> items) {
    return new Source<>(items.sequential().iterator(), items, null, 0);
  }

  /** How many elements there will be, as far as that is known; else 0. */
  int expected() {
    return expected;
  }

  private static @Nullable AutoCloseable closeable(Object... candidates) {
    for (Object candidate : candidates) {
      if (candidate instanceof AutoCloseable closeable) {
        return closeable;
      }
    }
    return null;
  }

  /** Whether there is another element; once false or thrown, the source is finished. */
  boolean hasNext() {
    boolean more = pulled(iterator::hasNext);
    finished |= !more;
    return more;
  }

  A next() {
    return pulled(iterator::next);
  }

  /** What throws is finished; unless it throws because its puller was told to stop. */
  private <R extends @Nullable Object> R pulled(Supplier<R> pull) {
    try {
      return pull.get();
    } catch (Throwable failure) {
      TaskNode puller = TaskNode.current();
      finished = puller == null || puller.cancelled() == null;
      throw failure;
    }
  }

  /**
   * Closes what is to be closed.
   *
   * @param failure what the verb throws, or null; what closing throws is suppressed on it
   */
  void close(@Nullable Throwable failure) {
    AutoCloseable closeable = always;
    if (closeable == null && !finished) {
      closeable = ifAbandoned;
    }
    if (closeable == null) {
      return;
    }
    try {
      closeable.close();
    } catch (Throwable closing) {
      if (failure == null) {
        throw Thrown.as(closing);
      }
      if (failure != closing) {
        failure.addSuppressed(closing);
      }
    }
  }
}
