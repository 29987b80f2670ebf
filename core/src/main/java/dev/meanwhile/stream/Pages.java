package dev.meanwhile.stream;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Mapper;
import dev.meanwhile.RepeatedCursor;
import dev.meanwhile.Sink;
import dev.meanwhile.resilience.Policy;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list that is fetched page by page, each page by the cursor that the one before it gave. An
 * immutable value; each stream of it begins anew.
 *
 * {@snippet file="Paging.java" region="pages"}
 *
 * <p><b>Order.</b> That of the source. Nothing is fetched before it is asked for; then one page is
 * fetched ahead, while the reader is busy with the one before, or as many as {@link #prefetch}
 * says. Two fetches never run at once. The end is a page without a cursor; an empty page with one
 * is not. <b>Failure.</b> What the fetch throws is thrown as itself by the operation that asks for
 * the page, when the pages before it have been read; checked exceptions, too, though a {@link
 * Stream} cannot declare them: {@link #forEach} and {@link #forEachPage} do. A cursor that was
 * there before is a {@link RepeatedCursor}. <b>Interrupt.</b> Ends the stream with {@link
 * InterruptedException}, and the fetch with it. <b>Threads.</b> Each fetch is a task on a virtual
 * thread of its own; the rest of the stream runs on the thread of its terminal operation.
 * <b>Memory.</b> The pages ahead, and the last 1,000 cursors.
 *
 * <p><b>Pitfall.</b> A stream that is not read to its end must be closed, as one of {@link
 * java.nio.file.Files#lines} must: use try-with-resources. Closing tells the fetch that is on its
 * way to stop. If it was begun inside a task, it ends with that task at the latest.
 *
 * @param <T> the type of the items
 * @param <C> the type of the cursors
 * @param <X> the checked exception, or {@link RuntimeException} where there is none
 */
public final class Pages<T extends @Nullable Object, C, X extends Exception> {
  private static final int MOST_AHEAD = 1_000;

  private final @Nullable C first;
  private final Mapper<? super @Nullable C, Page<T, C>, ? extends X> fetch;
  private final int ahead;

  private Pages(
      @Nullable C first, Mapper<? super @Nullable C, Page<T, C>, ? extends X> fetch, int ahead) {
    this.first = first;
    this.fetch = requireNonNull(fetch, "fetch");
    this.ahead = ahead;
  }

  /**
   * The items of all pages as a stream: {@link #stream} of {@link #from}.
   *
   * @param first the cursor of the first page; null if that is how the source wants it
   * @param fetch fetches the page of a cursor
   */
  public static <T extends @Nullable Object, C> Stream<T> pages(
      @Nullable C first, Mapper<? super @Nullable C, Page<T, C>, ?> fetch) {
    return new Pages<T, C, Exception>(first, fetch, 1).stream();
  }

  /**
   * The pages from that cursor on, one of them fetched ahead.
   *
   * @param first the cursor of the first page; null if that is how the source wants it
   * @param fetch fetches the page of a cursor
   */
  public static <T extends @Nullable Object, C, X extends Exception> Pages<T, C, X> from(
      @Nullable C first, Mapper<? super @Nullable C, Page<T, C>, ? extends X> fetch) {
    return new Pages<>(first, fetch, 1);
  }

  /**
   * The same, with so many pages fetched ahead of the reader.
   *
   * @param pages 0 to 1,000; with 0 a page is fetched when the one before it has been read
   */
  public Pages<T, C, X> prefetch(int pages) {
    if (pages < 0 || pages > MOST_AHEAD) {
      throw new IllegalArgumentException(
          "a prefetch of " + pages + " pages; allowed: 0 to " + MOST_AHEAD);
    }
    return new Pages<>(first, fetch, pages);
  }

  /** The same, with each fetch under that policy: a retry asks for the same cursor again. */
  public Pages<T, C, X> under(Policy policy) {
    requireNonNull(policy, "policy");
    return new Pages<>(first, cursor -> policy.call(() -> fetch.map(cursor)), ahead);
  }

  /** The items of all pages. To be closed. */
  public Stream<T> stream() {
    return byPage().flatMap(page -> page.items().stream());
  }

  /** The pages. To be closed. */
  public Stream<Page<T, C>> byPage() {
    var source = new PageSource<>(first, fetch, ahead);
    return StreamSupport.stream(source, false).onClose(source::close);
  }

  /**
   * Hands every item to {@code sink}, on the calling thread.
   *
   * @throws X what a fetch threw
   * @throws Y what the sink threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <Y extends Exception> void forEach(Sink<? super T, ? extends Y> sink)
      throws X, Y, InterruptedException {
    requireNonNull(sink, "sink");
    Streams.forEach(stream(), sink);
  }

  /**
   * Hands every page to {@code sink}, on the calling thread.
   *
   * @throws X what a fetch threw
   * @throws Y what the sink threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <Y extends Exception> void forEachPage(Sink<? super Page<T, C>, ? extends Y> sink)
      throws X, Y, InterruptedException {
    requireNonNull(sink, "sink");
    Streams.forEach(byPage(), sink);
  }
}
