package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.sleep;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A source of pages with two items each, whose cursors are their numbers as text. */
final class Book {
  private final int pages;
  private final List<@Nullable String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private Duration delay = Duration.ZERO;
  private int failing = -1;
  final IOException failure = new IOException("down");

  Book(int pages) {
    this.pages = pages;
  }

  /** The same, where each page takes so long. */
  Book taking(int millis) {
    delay = Duration.ofMillis(millis);
    return this;
  }

  /** The same, where that page fails. */
  Book failingAt(int page) {
    failing = page;
    return this;
  }

  Page<Integer, String> page(@Nullable String cursor) throws IOException, InterruptedException {
    asked.add(cursor);
    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    try {
      sleep(delay);
      int number = cursor == null ? 0 : Integer.parseInt(cursor);
      if (number == failing) {
        throw failure;
      }
      return new Page<>(
          List.of(2 * number, 2 * number + 1), number == pages - 1 ? null : "" + (number + 1));
    } finally {
      inFlight.decrementAndGet();
      ended.incrementAndGet();
    }
  }

  Pages<Integer, String, IOException> open() {
    return Pages.from("0", this::page);
  }

  /** The cursors that were asked for. */
  List<@Nullable String> asked() {
    return List.copyOf(asked);
  }

  /** How many fetches have ended. */
  int ended() {
    return ended.get();
  }

  int mostInFlight() {
    return most.get();
  }

  /** The items from the first on. */
  static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
