package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing is left behind: when map closes its source, and when it does not. */
@ExtendWith(LeakGuard.class)
class MapCloseTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("element");

  private int fail(int element) throws IOException {
    throw failure;
  }

  /** An iterator whose close throws. */
  private static final class BadToClose implements Iterator<Integer>, AutoCloseable {
    private final Iterator<Integer> elements = List.of(1, 2, 3).iterator();

    @Override
    public boolean hasNext() {
      return elements.hasNext();
    }

    @Override
    public Integer next() {
      return elements.next();
    }

    @Override
    public void close() throws IOException {
      throw new IOException("close");
    }
  }

  @Nested
  class AnIteratorThatCanBeClosed {
    @Test
    void isNotClosedWhenItCameToItsEnd() throws Exception {
      var source = CountedSource.of(3);

      map(source, atMost(2), i -> i);

      assertThat(source.closed()).isZero();
    }

    @Test
    void isClosedOnceWhenAnElementFailed() {
      var source = CountedSource.of(3);

      assertThatThrownBy(() -> map(source, atMost(1), MapCloseTest.this::fail)).isSameAs(failure);

      assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void isClosedWhenItComesFromAnIterable() {
      var source = CountedSource.of(3);
      Iterable<Integer> items = () -> source;

      assertThatThrownBy(() -> map(items, atMost(1), MapCloseTest.this::fail)).isNotNull();

      assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void isClosedAfterEveryTaskHasEnded() {
      var mapping = new InFlight();
      var openAtClose = new ArrayList<Integer>();
      var source = Stream.iterate(0, i -> i + 1).onClose(() -> openAtClose.add(mapping.now()));

      assertThatThrownBy(() ->
              time.run(() ->
                  map(
                      source,
                      atMost(4),
                      i ->
                          mapping.during(() -> {
                            sleep(ofMillis(i == 2 ? 5 : 10));
                            return fail(i);
                          }))))
          .isNotNull();

      assertThat(openAtClose).containsExactly(0);
    }

    @Test
    void isClosedWhenTheDeadlinePassed() {
      var source = CountedSource.endless();

      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(25),
                      () ->
                          map(
                              source,
                              atMost(2),
                              i -> {
                                sleep(ofMillis(10));
                                return i;
                              }))))
          .isInstanceOf(DeadlineExceeded.class);

      assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void isClosedWhenTheSinkFailed() {
      var source = CountedSource.endless();

      assertThatThrownBy(() -> mapEach(source, atMost(2), i -> i, MapCloseTest.this::fail))
          .isSameAs(failure);

      assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void isClosedWhenTheCallerWasInterruptedOnEntryAndIsNotAsked() {
      var source = CountedSource.endless();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> mapSettled(source, atMost(2), i -> i))
          .isInstanceOf(InterruptedException.class);

      assertThat(source.pulled()).isZero();
      assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void isClosedWhenTheLimitRefusedTheMap() {
      var limit = atMost(1);
      var inner = CountedSource.endless();

      assertThatThrownBy(() -> map(List.of(1), limit, i -> map(inner, limit, j -> j)))
          .isInstanceOf(Misuse.class);

      assertThat(inner.pulled()).isZero();
      assertThat(inner.closed()).isEqualTo(1);
    }
  }

  @Nested
  class AStream {
    private int closed;

    private Stream<Integer> of(Integer... elements) {
      return Stream.of(elements).onClose(() -> closed++);
    }

    @Test
    void isAlwaysClosed() throws Exception {
      map(of(1, 2), atMost(2), i -> i);
      assertThat(closed).isEqualTo(1);

      mapSettled(of(), atMost(2), i -> i);
      assertThat(closed).isEqualTo(2);

      mapEach(of(1, 2), atMost(2), i -> i, _ -> {});
      assertThat(closed).isEqualTo(3);

      assertThatThrownBy(() -> map(of(1, 2), atMost(1), MapCloseTest.this::fail)).isNotNull();
      assertThat(closed).isEqualTo(4);

      assertThatThrownBy(() -> mapEach(of(1, 2), atMost(1), i -> i, MapCloseTest.this::fail))
          .isNotNull();
      assertThat(closed).isEqualTo(5);
    }

    @Test
    void isClosedEvenWhenItThrewItself() {
      var broken = new IllegalStateException("source");

      assertThatThrownBy(() ->
              map(
                  of(1)
                      .map(i -> {
                        throw broken;
                      }),
                  atMost(2),
                  i -> i))
          .isSameAs(broken);

      assertThat(closed).isEqualTo(1);
    }
  }

  @Nested
  class WhenClosingThrows {
    @Test
    void itIsSuppressedOnTheFailure() {
      assertThatThrownBy(() -> map(new BadToClose(), atMost(1), MapCloseTest.this::fail))
          .isSameAs(failure);

      assertThat(failure.getSuppressed())
          .anySatisfy(suppressed -> assertThat(suppressed).hasMessage("close"));
    }

    @Test
    void itIsSuppressedOnTheInterrupt() {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> map(new BadToClose(), atMost(1), i -> i))
          .isInstanceOf(InterruptedException.class)
          .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("close"));
    }

    @Test
    void itIsThrownWhereNothingElseFailed() {
      var closing = new IllegalStateException("close");
      var items =
          Stream.of(1, 2)
              .onClose(() -> {
                throw closing;
              });

      assertThatThrownBy(() -> map(items, atMost(2), i -> i)).isSameAs(closing);
    }

    @Test
    void theSameObjectIsNotSuppressedOnItself() {
      var same = new IllegalStateException("element and close");
      var items =
          Stream.of(1, 2)
              .onClose(() -> {
                throw same;
              });

      assertThatThrownBy(() ->
              map(
                  items,
                  atMost(1),
                  i -> {
                    throw same;
                  }))
          .isSameAs(same);
    }
  }
}
