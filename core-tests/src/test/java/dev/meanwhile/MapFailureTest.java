package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What map throws when an element or its source fails. */
@ExtendWith(LeakGuard.class)
class MapFailureTest {
  private final VirtualTime time = VirtualTime.create();
  private final List<Integer> interrupted = Collections.synchronizedList(new ArrayList<>());

  /** Sleeps for ten times the element, and notes whether it was interrupted. */
  private int sleeping(int element) throws InterruptedException {
    try {
      sleep(ofMillis(10 * element));
      return element;
    } catch (InterruptedException e) {
      interrupted.add(element);
      throw e;
    }
  }

  private int sleepingLong(int element) throws InterruptedException {
    try {
      sleep(ofMillis(1_000));
      return element;
    } catch (InterruptedException e) {
      interrupted.add(element);
      throw e;
    }
  }

  private static List<String> tracesOn(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(TaskTrace.class::isInstance)
        .map(Throwable::getMessage)
        .toList();
  }

  @Nested
  class OfAnElement {
    private final IOException cause = new IOException("element 1");

    private int failingAtOne(int element) throws IOException, InterruptedException {
      int result = sleeping(element);
      if (element == 1) {
        throw cause;
      }
      return result;
    }

    @Test
    void isThrownAsItself() {
      assertThatThrownBy(() -> time.run(() -> map(List.of(0, 1, 2), atMost(3), this::failingAtOne)))
          .isSameAs(cause);
    }

    @Test
    void keepsItsCheckedTypeForTheCompiler() throws Exception {
      String caught = "nothing";
      try {
        map(List.of(1), atMost(1), this::failingAtOne);
      } catch (IOException e) {
        caught = e.getMessage();
      }

      assertThat(caught).isEqualTo("element 1");
    }

    @Test
    void cancelsWhatIsInFlightAndStopsThePulling() {
      var source = CountedSource.endless();

      assertThatThrownBy(() -> time.run(() -> map(source, atMost(4), this::failingAtOne)))
          .isSameAs(cause);

      assertThat(interrupted).containsExactlyInAnyOrder(2, 3, 4);
      assertThat(source.pulled()).isEqualTo(5);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void stopsAlsoAWorkerWhoseMapperSwallowsTheInterrupt() {
      var source = CountedSource.of(50);

      assertThatThrownBy(() ->
              time.run(() ->
                  map(
                      source,
                      atMost(3),
                      i -> {
                        try {
                          return failingAtOne(i == 0 ? 50 : i);
                        } catch (InterruptedException swallowed) {
                          return -1;
                        }
                      })))
          .isSameAs(cause);

      assertThat(source.pulled()).isEqualTo(3);
    }

    @Test
    void namesTheElement() {
      assertThatThrownBy(() -> time.run(() -> map(List.of(2, 3, 1), atMost(3), this::failingAtOne)))
          .isNotNull();

      assertThat(tracesOn(cause))
          .singleElement()
          .asString()
          .startsWith("task \"test/map[2]\", started ");
      assertThat(cause.getSuppressed()[0].getStackTrace()[0].getClassName())
          .startsWith(MapFailureTest.class.getName());
    }

    @Test
    void namesALateElementOfALongMap() {
      assertThatThrownBy(() ->
              map(
                  IntStream.range(0, 10_000).boxed(),
                  atMost(4),
                  i -> i == 7_777 ? failingAtOne(1) : i))
          .isNotNull();

      assertThat(tracesOn(cause)).singleElement().asString().startsWith("task \"map[7777]\"");
    }

    @Test
    void thatComesWhileOthersStopIsSuppressed() {
      var late = new IllegalStateException("while stopping");

      assertThatThrownBy(() ->
              time.run(() ->
                  map(
                      List.of(1, 5),
                      atMost(2),
                      i -> {
                        try {
                          return failingAtOne(i);
                        } catch (InterruptedException stopped) {
                          throw late;
                        }
                      })))
          .isSameAs(cause)
          .satisfies(thrown -> assertThat(thrown.getSuppressed()).contains(late));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void mayBeAnError(int limit) {
      var error = new AssertionError("broken");

      assertThatThrownBy(() ->
              map(
                  List.of(1, 2, 3),
                  atMost(limit),
                  i -> {
                    throw error;
                  }))
          .isSameAs(error);
    }

    @Test
    void mayBeTheSameObjectFromSeveralElements() {
      assertThatThrownBy(() ->
              map(
                  List.of(1, 2, 3),
                  atMost(3),
                  i -> {
                    throw cause;
                  }))
          .isSameAs(cause);
    }
  }

  @Nested
  class Settled {
    @Test
    void aFailureIsAnOutcomeAndStopsNothing() throws Exception {
      var failure = new SQLException("no 2");

      List<Outcome<Integer>> outcomes =
          time.run(() ->
              mapSettled(
                  List.of(3, 2, 1),
                  atMost(3),
                  i -> {
                    int result = sleeping(i);
                    if (i == 2) {
                      throw failure;
                    }
                    return result;
                  }));

      assertThat(outcomes)
          .isEqualTo(
              List.of(
                  new Outcome.Success<>(3),
                  new Outcome.Failure<>(failure),
                  new Outcome.Success<>(1)));
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void anErrorIsAnOutcomeToo() throws Exception {
      var error = new AssertionError("broken");

      var outcomes =
          mapSettled(
              List.of(1),
              atMost(1),
              i -> {
                throw error;
              });

      assertThat(outcomes).isEqualTo(List.of(new Outcome.Failure<>(error)));
    }

    @Test
    void aFailingSourceIsThrown() {
      assertThatThrownBy(() ->
              time.run(() ->
                  mapSettled(throwingInNext(2), atMost(4), MapFailureTest.this::sleepingLong)))
          .isInstanceOf(NoSuchElementException.class)
          .satisfies(thrown -> assertThat(tracesOn(thrown).getFirst()).contains("mapSettled[2]"));
      assertThat(interrupted).containsExactlyInAnyOrder(0, 1);
    }
  }

  @Nested
  class OfTheVirtualMachine {
    private final OutOfMemoryError error = new OutOfMemoryError("made up");

    private int failing(int element) throws InterruptedException {
      sleeping(element);
      if (element == 1) {
        throw error;
      }
      return element;
    }

    @Test
    void endsEveryKindOfMap() {
      var items = List.of(1, 2, 3);

      assertThatThrownBy(() -> time.run(() -> map(items, atMost(3), this::failing)))
          .isSameAs(error);
      assertThatThrownBy(() -> time.run(() -> mapSettled(items, atMost(3), this::failing)))
          .isSameAs(error);
      assertThatThrownBy(() ->
              time.run(() -> {
                mapEach(items, atMost(3), this::failing, _ -> {});
                return null;
              }))
          .isSameAs(error);
      assertThat(interrupted).hasSize(6);
    }
  }

  @Nested
  class OfTheSource {
    @Test
    void inHasNextIsReportedWithItsIndexAndCancelsWhatIsInFlight() {
      var broken = new IllegalStateException("no page 3");
      var source =
          new CountedSource<>(
              new Iterator<Integer>() {
                private int next;

                @Override
                public boolean hasNext() {
                  if (next == 3) {
                    throw broken;
                  }
                  return true;
                }

                @Override
                public Integer next() {
                  return next++;
                }
              });

      assertThatThrownBy(
              () -> time.run(() -> map(source, atMost(8), MapFailureTest.this::sleepingLong)))
          .isSameAs(broken);

      assertThat(tracesOn(broken)).singleElement().asString().startsWith("task \"test/map[3]\"");
      assertThat(interrupted).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(source.closed()).as("what threw is finished").isZero();
    }

    @Test
    void inNextIsReportedWithItsIndexAndCancelsWhatIsInFlight() {
      var source = throwingInNext(2);

      assertThatThrownBy(
              () -> time.run(() -> map(source, atMost(8), MapFailureTest.this::sleepingLong)))
          .isInstanceOf(NoSuchElementException.class)
          .satisfies(
              thrown -> assertThat(tracesOn(thrown)).singleElement().asString().contains("map[2]"));

      assertThat(interrupted).containsExactlyInAnyOrder(0, 1);
      assertThat(source.closed()).as("what threw is finished").isZero();
    }

    @Test
    void isAskedNoMore() {
      var source = throwingInNext(2);

      assertThatThrownBy(() -> map(source, atMost(8), i -> i)).isNotNull();

      assertThat(source.pulled()).isEqualTo(2);
    }

    @Test
    void mayComeBeforeTheFirstElement() {
      assertThatThrownBy(() -> map(throwingInNext(0), atMost(2), i -> i))
          .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void endsMapEach() {
      var handed = new ArrayList<Integer>();

      assertThatThrownBy(() ->
              time.run(() -> {
                mapEach(throwingInNext(3), atMost(1), i -> i, handed::add);
                return null;
              }))
          .isInstanceOf(NoSuchElementException.class);

      assertThat(handed).containsExactly(0, 1, 2);
    }
  }

  private static CountedSource<Integer> throwingInNext(int at) {
    return new CountedSource<>(
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            if (next == at) {
              throw new NoSuchElementException("there was no element " + at);
            }
            return next++;
          }
        });
  }
}
