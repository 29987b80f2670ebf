package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The results of mapEach, handed over one at a time. */
@ExtendWith(LeakGuard.class)
class MapEachTest {
  private final VirtualTime time = VirtualTime.create();
  private final List<Integer> handed = new ArrayList<>();

  private static int after(int millis) throws InterruptedException {
    sleep(ofMillis(millis));
    return millis;
  }

  /** Runs {@code mapEach} of a stream on virtual time. */
  private void each(
      List<Integer> items, int limit, Mapper<Integer, Integer, ?> mapper, Sink<Integer, ?> sink)
      throws Exception {
    time.run(() -> {
      mapEach(
          items,
          atMost(limit),
          i -> {
            try {
              return mapper.map(i);
            } catch (Exception e) {
              throw MapEachTest.<RuntimeException>as(e);
            }
          },
          result -> {
            try {
              sink.accept(result);
            } catch (Exception e) {
              throw MapEachTest.<RuntimeException>as(e);
            }
          });
      return null;
    });
  }

  @SuppressWarnings("unchecked")
  private static <X extends Exception> X as(Exception e) throws X {
    throw (X) e;
  }

  @Nested
  class Order {
    @Test
    void resultsAreHandedOverAsTheyCome() throws Exception {
      each(List.of(30, 10, 20), 3, MapEachTest::after, handed::add);

      assertThat(handed).containsExactly(10, 20, 30);
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void atLimitOneTheyComeInTheOrderOfTheSource() throws Exception {
      each(List.of(30, 10, 20), 1, MapEachTest::after, handed::add);

      assertThat(handed).containsExactly(30, 10, 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 300})
    void everyResultIsHandedOverExactlyOnce(int limit) throws Exception {
      mapEach(IntStream.range(0, 2_000).boxed(), atMost(limit), i -> i, handed::add);

      assertThat(handed).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void nullsAreHandedOverAndNothingOfNothing() throws Exception {
      mapEach(Arrays.asList(1, null), atMost(1), i -> i, handed::add);
      mapEach(Stream.<Integer>of(), atMost(1), i -> i, handed::add);
      mapEach(List.<Integer>of().iterator(), atMost(1), i -> i, handed::add);

      assertThat(handed).containsExactly(1, null);
    }
  }

  @Nested
  class TheSink {
    @Test
    void runsOnTheCallersThreadOneResultAtATime() throws Exception {
      Set<Thread> threads = new HashSet<>();
      var busy = new InFlight();

      each(
          Collections.nCopies(50, 10),
          8,
          MapEachTest::after,
          result ->
              busy.during(() -> {
                threads.add(Thread.currentThread());
                sleep(ofMillis(1));
                return null;
              }));

      assertThat(threads).containsExactly(Thread.currentThread());
      assertThat(busy.most()).isEqualTo(1);
      assertThat(busy.finished()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void thatIsSlowHoldsBackTheSource(int limit) throws Exception {
      var source = CountedSource.of(40);
      var pulledAhead = new ArrayList<Integer>();

      time.run(() -> {
        mapEach(
            source,
            atMost(limit),
            i -> after(i % 3),
            result -> {
              handed.add(result);
              sleep(ofMillis(50));
              pulledAhead.add(source.pulled() - handed.size());
            });
        return null;
      });

      assertThat(handed).hasSize(40);
      assertThat(pulledAhead).allMatch(ahead -> ahead <= limit).contains(limit);
    }

    @Test
    void mayCallVerbsItself() throws Exception {
      var other = atMost(2);

      each(
          List.of(1, 2, 3),
          2,
          i -> i,
          i ->
              handed.add(
                  all(() -> i, () -> map(List.of(1, 2), other, j -> j).size(), (a, b) -> a)));

      assertThat(handed).containsExactlyInAnyOrder(1, 2, 3);
    }
  }

  @Nested
  class Failure {
    private final IOException failure = new IOException("sink");
    private final List<Integer> interrupted = Collections.synchronizedList(new ArrayList<>());

    private int sleeping(int millis) throws InterruptedException {
      try {
        return after(millis);
      } catch (InterruptedException e) {
        interrupted.add(millis);
        throw e;
      }
    }

    @Test
    void ofTheSinkIsThrownAndCancelsWhatIsInFlight() {
      assertThatThrownBy(() ->
              each(
                  List.of(10, 20, 30),
                  3,
                  this::sleeping,
                  result -> {
                    handed.add(result);
                    throw failure;
                  }))
          .isSameAs(failure);

      assertThat(handed).containsExactly(10);
      assertThat(interrupted).containsExactlyInAnyOrder(20, 30);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void ofTheSinkKeepsItsCheckedType() throws Exception {
      String caught = "nothing";
      try {
        mapEach(
            List.of(1),
            atMost(1),
            i -> i,
            _ -> {
              throw failure;
            });
      } catch (IOException e) {
        caught = e.getMessage();
      }

      assertThat(caught).isEqualTo("sink");
    }

    @Test
    void ofTheSinkWithAnErrorIsThrownAsItself() {
      var error = new StackOverflowError("made up");

      assertThatThrownBy(() ->
              each(
                  List.of(10, 20),
                  2,
                  this::sleeping,
                  _ -> {
                    throw error;
                  }))
          .isSameAs(error);
      assertThat(interrupted).containsExactly(20);
    }

    @Test
    void ofAnElementIsThrownAndNothingIsHandedOverAnyMore() {
      assertThatThrownBy(() ->
              each(
                  List.of(10, 20, 30),
                  3,
                  i -> {
                    sleeping(i);
                    if (i == 20) {
                      throw failure;
                    }
                    return i;
                  },
                  handed::add))
          .isSameAs(failure);

      assertThat(handed).containsExactly(10);
      assertThat(interrupted).containsExactly(30);
    }

    @Test
    void ofAnElementInterruptsTheSinkWhereItWaits() {
      var sinkInterrupted = new ArrayList<Integer>();

      assertThatThrownBy(() ->
              each(
                  List.of(10, 20),
                  2,
                  i -> {
                    sleeping(i);
                    if (i == 20) {
                      throw failure;
                    }
                    return i;
                  },
                  result -> {
                    try {
                      sleep(ofMillis(1_000));
                    } catch (InterruptedException e) {
                      sinkInterrupted.add(result);
                      throw e;
                    }
                  }))
          .isSameAs(failure);

      assertThat(sinkInterrupted).containsExactly(10);
      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
      assertThat(Thread.currentThread().isInterrupted()).as("the interrupt was ours").isFalse();
    }

    @Test
    void ofAWorkerThatWaitsForTheSinkLeavesNothingBehind() {
      var source = CountedSource.endless();

      var thrown =
          catchThrowable(() ->
              time.run(() -> {
                mapEach(
                    source,
                    atMost(4),
                    i -> i,
                    result -> {
                      sleep(ofMillis(10));
                      if (result >= 3) {
                        throw failure;
                      }
                    });
                return null;
              }));

      assertThat(thrown).isSameAs(failure);
      assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void ofTheSinkByInterruptIsAnInterrupt() {
      assertThatThrownBy(() ->
              each(
                  List.of(10, 20),
                  2,
                  this::sleeping,
                  _ -> {
                    throw new InterruptedException("the sink's own");
                  }))
          .isInstanceOf(InterruptedException.class)
          .hasMessage("the sink's own");
    }
  }
}
