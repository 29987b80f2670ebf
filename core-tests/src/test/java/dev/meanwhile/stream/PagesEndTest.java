package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams of pages that end early. */
@ExtendWith(LeakGuard.class)
class PagesEndTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Closing {
    @Test
    void stopsTheFetchAheadAndWaitsForIt() throws Exception {
      var book = new Book(9).taking(10);

      time.run(() -> {
        try (Stream<Integer> items = book.open().stream()) {
          assertThat(items.limit(1).toList()).containsExactly(0);
          sleep(ofMillis(3));
        }
        assertThat(book.ended()).isEqualTo(2);
        return null;
      });

      assertThat(book.asked()).containsExactly("0", "1");
      assertThat(time.elapsed()).isEqualTo(ofMillis(13));
    }

    @Test
    void outsideAnyTaskDoesTheSame() {
      var book = new Book(9);
      try (Stream<Integer> items = book.open().stream()) {
        assertThat(items.findFirst()).contains(0);
      }
      assertThat(book.ended()).isEqualTo(book.asked().size());
    }

    @Test
    void beforeTheFirstPullFetchesNothing() {
      var book = new Book(9);
      book.open().stream().close();
      assertThat(book.asked()).isEmpty();
    }

    @Test
    void isDoneByTheScopeForAStreamThatWasDropped() throws Exception {
      var book = new Book(9).taking(10);

      time.run(() -> {
        scope(_ -> book.open().stream().iterator().next());
        assertThat(book.ended()).isEqualTo(book.asked().size());
        return null;
      });
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void isDoneByTheTaskForAStreamThatWasDropped() throws Exception {
      var book = new Book(9).taking(10);

      time.run(() ->
          all(
              () -> book.open().stream().iterator().next(),
              () -> {
                sleep(ofMillis(12));
                return book.ended();
              },
              (_, ended) -> assertThat(ended).isEqualTo(book.asked().size())));
    }
  }

  @Nested
  class Interrupt {
    @Test
    void atEveryStepEndsTheStreamAndTheFetch() {
      var steps =
          InterruptAtEveryStep.ofCaller(() -> {
            var read = new ArrayList<Integer>();
            new Book(5)
                .taking(2)
                .open()
                .forEach(item -> {
                  sleep(ofMillis(1));
                  read.add(item);
                });
            return read;
          });

      assertThat(steps).hasSizeGreaterThan(10);
      assertThat(steps)
          .allSatisfy(step -> {
            if (step.failure() != null) {
              assertThat(step.failure()).isInstanceOf(InterruptedException.class);
              assertThat(step.flagSet()).isFalse();
            } else {
              assertThat(step.flagSet()).isTrue();
            }
          });
      assertThat(steps).anyMatch(step -> step.failure() != null);
    }

    @Test
    void beforeTheStreamFetchesNothing() {
      var book = new Book(5);
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> book.open().stream().toList())
          .isInstanceOf(InterruptedException.class);
      assertThat(book.asked()).isEmpty();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void ofADeadlineEndsTheFetch() {
      var book = new Book(5).taking(10);

      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(25),
                      () -> {
                        try (Stream<Integer> items = book.open().stream()) {
                          return items.toList();
                        }
                      })))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(book.ended()).isEqualTo(book.asked().size());
    }

    @Test
    void ofAFailedSiblingEndsTheFetch() {
      var book = new Book(500).taking(10);
      var failure = new IOException("sibling");

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> book.open().stream().toList(),
                      () -> {
                        sleep(ofMillis(25));
                        throw failure;
                      },
                      (a, b) -> a)))
          .isSameAs(failure);
      assertThat(book.asked()).hasSize(3);
      assertThat(book.ended()).isEqualTo(3);
    }
  }
}
