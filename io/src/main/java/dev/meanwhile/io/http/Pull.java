package dev.meanwhile.io.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A stream that asks for one element after the other, and closes the body when it is closed. */
final class Pull<T> extends AbstractSpliterator<T> {
  private final Source<T> source;

  private Pull(Source<T> source) {
    super(Long.MAX_VALUE, ORDERED | NONNULL);
    this.source = source;
  }

  static <T> Stream<T> stream(ResponseBody body, Source<T> source) {
    return StreamSupport.stream(new Pull<>(source), false).onClose(() -> close(body));
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    T next;
    try {
      next = source.next();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (next == null) {
      return false;
    }
    action.accept(next);
    return true;
  }

  private static void close(ResponseBody body) {
    try {
      body.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Gives one element after the other, and null when there is none left. */
  interface Source<T> {
    @Nullable T next() throws IOException;
  }
}
