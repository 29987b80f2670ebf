package dev.meanwhile.stream;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Mapper;
import dev.meanwhile.RepeatedCursor;
import dev.meanwhile.runtime.Stage;
import dev.meanwhile.runtime.Stage.Origin;
import java.util.ArrayDeque;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pages fetched one after the other, each by a task of its own, some of them ahead of the reader.
 * At most one fetch is on its way: the task that ends one begins the next, if the reader is not too
 * far behind.
 */
final class PageSource<T extends @Nullable Object, C>
    implements Spliterator<Page<T, C>>, AutoCloseable {
  private final Mapper<? super @Nullable C, Page<T, C>, ?> fetch;
  private final int ahead;
  private @Nullable Stage stage;
  private boolean over;

  // Guarded by the queue.
  private final ArrayDeque<Page<T, C>> fetched = new ArrayDeque<>();
  private final SeenCursors seen = new SeenCursors();
  private @Nullable C next;
  private boolean hasNext = true;
  private boolean fetching;
  private boolean wanted;

  PageSource(@Nullable C first, Mapper<? super @Nullable C, Page<T, C>, ?> fetch, int ahead) {
    this.next = first;
    this.fetch = fetch;
    this.ahead = ahead;
    if (first != null) {
      seen.add(first);
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super Page<T, C>> action) {
    return Unchecked.get(() -> {
      Stage open = stage();
      if (open == null) {
        return false;
      }
      try {
        Page<T, C> page = take(open);
        if (page != null) {
          open.push(
              next -> {
                action.accept(next);
                return true;
              },
              page);
        }
        return page != null;
      } catch (Throwable failure) {
        over = true;
        open.close(failure);
        throw failure;
      }
    });
  }

  /** The stage of the fetches; null if the last page was read. */
  private @Nullable Stage stage() throws InterruptedException {
    if (stage == null && !over) {
      stage = Stage.open("pages", new Origin());
    }
    return over ? null : stage;
  }

  /** The next page, or null if there is none. */
  @Nullable Page<T, C> take(Stage open) throws InterruptedException {
    while (true) {
      int before = open.changes();
      open.checkTold();
      boolean failed = open.isOver(); // what was fetched before the failure comes first
      Page<T, C> page = poll(open);
      if (page != null) {
        return page;
      }
      if (failed) {
        open.check();
      }
      if (isAtEnd()) {
        over = true;
        open.drained();
        return null;
      }
      open.awaitChange(before);
    }
  }

  private @Nullable Page<T, C> poll(Stage open) {
    Page<T, C> page;
    synchronized (fetched) {
      page = fetched.poll();
      wanted = page == null;
    }
    fetchMore(open);
    return page;
  }

  private boolean isAtEnd() {
    synchronized (fetched) {
      return !hasNext && !fetching && fetched.isEmpty();
    }
  }

  /** Begins a fetch, if there is one to begin and none on its way. */
  private void fetchMore(Stage open) {
    C cursor;
    synchronized (fetched) {
      if (fetching || !hasNext || (!wanted && fetched.size() >= ahead)) {
        return;
      }
      fetching = true;
      cursor = next;
    }
    open.start(() -> fetch(open, cursor));
  }

  @SuppressWarnings("NullAway") // the first cursor may be null
  private @Nullable Void fetch(Stage open, @Nullable C cursor) throws Exception {
    arrived(cursor, requireNonNull(fetch.map(cursor), () -> "the page at cursor " + cursor));
    fetchMore(open);
    return null;
  }

  private void arrived(@Nullable C cursor, Page<T, C> page) {
    synchronized (fetched) {
      C following = page.next();
      if (following != null && !seen.add(following)) {
        throw new RepeatedCursor(following, cursor);
      }
      fetched.add(page);
      wanted = false;
      fetching = false;
      next = following;
      hasNext = following != null;
    }
  }

  @Override
  public @Nullable Spliterator<Page<T, C>> trySplit() {
    return null; // there is one reader
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL;
  }

  /** Tells the fetch that is on its way to stop, and waits for it. */
  @Override
  public void close() {
    over = true;
    Stage open = stage;
    if (open != null) {
      open.close();
    }
  }
}
