package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.attempts;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.stream.Pages.pages;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.RepeatedCursor;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
class PagesTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Order {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 1000})
    void isThatOfTheSourceWhateverIsFetchedAhead(int prefetch) throws Exception {
      var book = new Book(5);

      try (Stream<Integer> items = book.open().prefetch(prefetch).stream()) {
        assertThat(items).isEqualTo(Book.items(10));
      }
      assertThat(book.asked()).containsExactly("0", "1", "2", "3", "4");
      assertThat(book.mostInFlight()).isEqualTo(1);
    }

    @Test
    void beginsAnewWithEachStream() {
      var open = new Book(2).open();
      for (int i = 0; i < 2; i++) {
        try (Stream<Integer> items = open.stream()) {
          assertThat(items).containsExactly(0, 1, 2, 3);
        }
      }
    }

    @Test
    void ofAParallelStreamIsTheSame() {
      try (Stream<Integer> items = new Book(20).open().stream().parallel()) {
        assertThat(items.toList()).isEqualTo(Book.items(40));
      }
    }
  }

  @Nested
  class Laziness {
    private List<String> askedAfterReading(int pages, int prefetch) throws Exception {
      var book = new Book(9);
      return time.run(() -> {
        try (Stream<Page<Integer, String>> open = book.open().prefetch(prefetch).byPage()) {
          Iterator<Page<Integer, String>> iterator = open.iterator();
          for (int i = 0; i < pages; i++) {
            iterator.next();
          }
          sleep(ofMillis(1000));
          return book.asked();
        }
      });
    }

    @Test
    void nothingIsFetchedBeforeTheFirstPull() throws Exception {
      assertThat(askedAfterReading(0, 3)).isEmpty();
    }

    @Test
    void onePageIsFetchedAheadOfTheReader() throws Exception {
      var book = new Book(9);
      time.run(() -> {
        try (var open = book.open().byPage()) {
          open.iterator().next();
          sleep(ofMillis(1000));
          return null;
        }
      });
      assertThat(book.asked()).containsExactly("0", "1");
    }

    @Test
    void asManyAreFetchedAheadAsWasSaid() throws Exception {
      assertThat(askedAfterReading(1, 0)).containsExactly("0");
      assertThat(askedAfterReading(1, 3)).containsExactly("0", "1", "2", "3");
      assertThat(askedAfterReading(3, 2)).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void theNextPageComesWhileTheReaderIsBusy() throws Exception {
      time.run(() -> {
        new Book(4).taking(10).open().forEachPage(_ -> sleep(ofMillis(10)));
        return null;
      });
      assertThat(time.elapsed()).isEqualTo(ofMillis(50)); // the first, and 4 times the longer one
    }

    @Test
    void withoutLookAheadItDoesNot() throws Exception {
      time.run(() -> {
        new Book(4).taking(10).open().prefetch(0).forEachPage(_ -> sleep(ofMillis(10)));
        return null;
      });
      assertThat(time.elapsed()).isEqualTo(ofMillis(80));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1001})
    void anAmountThatIsNoneFailsAtOnce(int prefetch) {
      assertThatThrownBy(() -> new Book(1).open().prefetch(prefetch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a prefetch of " + prefetch + " pages; allowed: 0 to 1000");
    }
  }

  @Nested
  class End {
    private List<Integer> read(Map<String, Page<Integer, String>> source) {
      try (Stream<Integer> items = pages("a", source::get)) {
        return items.toList();
      }
    }

    @Test
    void isAPageWithoutCursor() {
      assertThat(read(Map.of("a", Page.last(List.of(1, 2))))).containsExactly(1, 2);
    }

    @Test
    void isNoEmptyPageWithACursor() {
      var source =
          Map.<String, Page<Integer, String>>of(
              "a", new Page<>(List.of(), "b"),
              "b", new Page<>(List.of(1), "c"),
              "c", new Page<>(List.of(), "d"),
              "d", new Page<>(List.of(), "e"),
              "e", Page.last(List.of(2)));

      assertThat(read(source)).containsExactly(1, 2);
    }

    @Test
    void ofNothingIsAnEmptyStream() {
      assertThat(read(Map.of("a", Page.last(List.of())))).isEmpty();
    }

    @Test
    void theFirstCursorMayBeNull() {
      try (Stream<Integer> items = pages(null, new Book(2)::page)) {
        assertThat(items).containsExactly(0, 1, 2, 3);
      }
    }

    @Test
    void itemsMayBeNull() {
      List<Integer> items = new ArrayList<>();
      items.add(null);
      assertThat(read(Map.of("a", Page.last(items)))).containsOnlyNulls();
    }
  }

  @Nested
  class ARepeatedCursor {
    private final List<String> asked = new ArrayList<>();

    private Page<String, String> circle(String cursor, Map<String, String> next) {
      synchronized (asked) {
        asked.add(cursor);
      }
      return new Page<>(List.of(cursor), next.get(cursor));
    }

    @Test
    void isAnErrorThatNamesIt() throws Exception {
      var read = new ArrayList<String>();

      assertThatThrownBy(() ->
              Pages.from("a", c -> circle(c, Map.of("a", "b", "b", "c", "c", "b")))
                  .forEach(read::add))
          .isInstanceOfSatisfying(
              RepeatedCursor.class, error -> assertThat(error.cursor()).isEqualTo("b"))
          .hasMessageContaining("page at cursor c names the cursor b");

      assertThat(asked).containsExactly("a", "b", "c");
      assertThat(read).startsWith("a", "b");
    }

    @Test
    void ofAPageThatNamesItselfIsOne() {
      assertThatThrownBy(() -> pages("a", c -> circle(c, Map.of("a", "a"))).toList())
          .isInstanceOf(RepeatedCursor.class);
      assertThat(asked).containsExactly("a");
    }

    @Test
    void isFoundInALargeCircleWithConstantMemory() {
      assertThatThrownBy(
              () -> pages(0, c -> new Page<>(List.of(c), (c + 1) % 5_000)).mapToInt(i -> i).sum())
          .isInstanceOf(RepeatedCursor.class);
    }

    @Test
    void isNotSeenInALongList() {
      assertThat(pages(0, c -> new Page<>(List.of(c), c == 20_000 ? null : c + 1)).count())
          .isEqualTo(20_001);
    }
  }

  @Nested
  class Failure {
    @Test
    void arrivesAsItselfInItsPlace() {
      var book = new Book(9).failingAt(3);
      var read = new ArrayList<Integer>();

      assertThatThrownBy(() -> book.open().prefetch(9).forEach(read::add)).isSameAs(book.failure);
      assertThat(read).isEqualTo(Book.items(6));
    }

    @Test
    void keepsItsTypeForTheCompiler() throws Exception {
      try {
        new Book(9).failingAt(1).open().forEachPage(_ -> {});
      } catch (IOException expected) {
        assertThat(expected).hasMessage("down");
        return;
      }
      throw new AssertionError("nothing was thrown");
    }

    @Test
    void ofARetriedPageKeepsItsCursor() throws Exception {
      var failures = List.of(1, 1, 3).iterator();
      var book = new Book(4);
      var failing =
          Pages.from(
                  "0",
                  (String cursor) -> {
                    var page = book.page(cursor);
                    if (cursor.equals("1") && failures.next() == 1) {
                      throw new IOException("again");
                    }
                    return page;
                  })
              .under(attempts(3));

      var read = new ArrayList<Integer>();
      time.run(() -> {
        failing.forEach(read::add);
        return null;
      });

      assertThat(read).isEqualTo(Book.items(8));
      assertThat(book.asked()).containsExactly("0", "1", "1", "1", "2", "3");
    }

    @Test
    void ofTheReaderStopsTheFetchAhead() {
      var book = new Book(9).taking(10);
      var failure = new IOException("disk full");

      assertThatThrownBy(() ->
              time.run(() -> {
                book.open()
                    .forEach(_ -> {
                      sleep(ofMillis(1));
                      throw failure;
                    });
                return null;
              }))
          .isSameAs(failure);

      assertThat(book.ended()).isEqualTo(book.asked().size()).isEqualTo(2);
      assertThat(time.elapsed()).isEqualTo(ofMillis(11));
    }

    @Test
    void ofAStageInBetweenDoesToo() {
      var book = new Book(9).taking(10);

      assertThatThrownBy(() ->
              time.run(() -> {
                try (Stream<Integer> items = book.open().stream()) {
                  return items.map(PagesTest::refuse).toList();
                }
              }))
          .isInstanceOf(UncheckedIOException.class);

      assertThat(book.ended()).isEqualTo(book.asked().size());
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }
  }

  private static Integer refuse(Integer item) {
    throw new UncheckedIOException(new IOException("no " + item));
  }

  @Nested
  class Cursors {
    @Test
    void byOffsetEndWithAPageThatIsNotFull() {
      List<Integer> all = Book.items(7);
      var asked = new ArrayList<Long>();

      try (Stream<Integer> items =
          pages(
              0L,
              offset -> {
                asked.add(offset);
                int from = Math.toIntExact(offset);
                return Page.slice(all.subList(from, Math.min(7, from + 3)), offset, 3);
              })) {
        assertThat(items).isEqualTo(all);
      }
      assertThat(asked).containsExactly(0L, 3L, 6L);
      assertThat(Page.slice(all, 7, 7).next()).isEqualTo(14);
      assertThat(Page.slice(List.of(), 14, 7).next()).isNull();
    }

    @Test
    void byOffsetCheckTheirNumbers() {
      assertThatThrownBy(() -> Page.slice(List.of(), -1, 1))
          .hasMessage("the offset of a page is -1; allowed: 0 to 9223372036854775807");
      assertThatThrownBy(() -> Page.slice(List.of(), 0, 0))
          .hasMessage("the size of a page is 0; allowed: 1 to 2147483647");
    }

    @Test
    void byLinkFollowTheHeader() {
      var answers =
          Map.of(
              "http://localhost/orders", List.of("<?page=2>; rel=\"next\", <?page=9>; rel=last"),
              "http://localhost/orders?page=2", List.<String>of());

      try (Stream<String> items =
          pages(
              URI.create("http://localhost/orders"),
              uri -> Page.linked(List.of(uri.toString()), uri, answers.get(uri.toString())))) {
        assertThat(items)
            .containsExactly("http://localhost/orders", "http://localhost/orders?page=2");
      }
    }
  }
}
