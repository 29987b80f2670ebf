package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.closing;
import static dev.meanwhile.Meanwhile.discarding;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapIndexed;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Results of a map that fails go to the hook of its mapper. */
@ExtendWith(LeakGuard.class)
class DiscardMapTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");
  private final List<Integer> discarded = Collections.synchronizedList(new ArrayList<>());

  /** Takes a while, and fails at a negative element. */
  private Mapper<Integer, Integer, IOException> mapper() {
    return discarding(i -> i < 0 ? failAfter(-i, failure) : after(i, i), discarded::add);
  }

  /** Gives some elements, and fails then. */
  private Iterator<Integer> source(Integer... first) {
    Iterator<Integer> elements = List.of(first).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Integer next() {
        if (!elements.hasNext()) {
          throw new IllegalStateException("no more");
        }
        return elements.next();
      }
    };
  }

  @Nested
  class OfAMap {
    @Test
    void thatReturnsAreHandedOut() throws Exception {
      List<Integer> all = time.run(() -> map(List.of(3, 1, 2), atMost(2), mapper()));
      List<Integer> indexed =
          time.run(() ->
              mapIndexed(
                  List.of(5, 6), atMost(2), discarding((at, i) -> (int) at, discarded::add)));

      assertThat(all).containsExactly(3, 1, 2);
      assertThat(indexed).containsExactly(0, 1);
      assertThat(discarded).isEmpty();
    }

    @Test
    void thatFailsAreDiscardedInTheOrderInWhichTheyCame() {
      assertThatThrownBy(() -> time.run(() -> map(List.of(5, 3, -9, 90), atMost(4), mapper())))
          .isSameAs(failure);
      assertThat(discarded).containsExactly(3, 5);
    }

    @Test
    void whoseSourceFailsAreDiscarded() {
      assertThatThrownBy(() -> time.run(() -> map(source(1, 2), atMost(1), mapper())))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() ->
              time.run(() ->
                  mapIndexed(
                      Stream.of(7, 8, -1),
                      atMost(1),
                      discarding((at, i) -> i < 0 ? fail(failure) : i, discarded::add))))
          .isSameAs(failure);
      assertThat(discarded).containsExactly(1, 2, 7, 8);
    }

    @Test
    void thatIsTooLateAreDiscardedWithThoseThatComeAfterwards() {
      Mapper<Integer, Integer, RuntimeException> stubborn =
          i -> {
            try {
              return i < 10 ? after(i, i) : untilTheDeadline();
            } catch (InterruptedException | DeadlineExceeded late) {
              return i;
            }
          };

      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> map(List.of(3, 90), atMost(2), discarding(stubborn, discarded::add)))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(discarded).containsExactly(3, 90);
    }

    @Test
    void thatLeavesAStragglerBehindAreDiscardedToTheLast() throws Exception {
      var running = new CompletableFuture<Thread>();
      var release = new CountDownLatch(1);

      assertThatThrownBy(() ->
              new EagerTime()
                  .run(() ->
                      map(
                          List.of(1, -1),
                          atMost(2),
                          discarding(
                              i -> {
                                if (i < 0) {
                                  running.join();
                                  throw failure;
                                }
                                running.complete(Thread.currentThread());
                                Tasks.ignoringInterrupts(release);
                                return i;
                              },
                              discarded::add))))
          .isSameAs(failure);
      assertThat(discarded).isEmpty();
      release.countDown();
      running.join().join();

      assertThat(discarded).containsExactly(1);
    }
  }

  @Nested
  class OfAMapSettled {
    @Test
    void areHandedOutBesideFailures() throws Exception {
      List<Outcome<Integer>> outcomes =
          time.run(() -> mapSettled(List.of(1, -2, 3), atMost(3), mapper()));

      assertThat(outcomes).filteredOn(Outcome::isSuccess).hasSize(2);
      assertThat(discarded).isEmpty();
    }

    @Test
    void areDiscardedWhereTheSourceFails() {
      assertThatThrownBy(() -> time.run(() -> mapSettled(source(1, -2, 3), atMost(1), mapper())))
          .isInstanceOf(IllegalStateException.class);
      assertThat(discarded).containsExactly(1, 3);
    }
  }

  @Nested
  class OfAMapEach {
    private final List<Integer> taken = new ArrayList<>();

    @Test
    void areHandedOutOneByOne() throws Exception {
      time.run(() -> {
        mapEach(List.of(3, 1, 2), atMost(3), mapper(), taken::add);
        return taken;
      });

      assertThat(taken).containsExactly(1, 2, 3);
      assertThat(discarded).isEmpty();
    }

    @Test
    void areDiscardedWhereTheSinkHasNotGotThem() {
      assertThatThrownBy(() ->
              time.run(() -> {
                mapEach(
                    List.of(1, 5, 7),
                    atMost(3),
                    mapper(),
                    i -> {
                      taken.add(i);
                      if (taken.size() == 2) {
                        failAfter(10, failure);
                      }
                    });
                return taken;
              }))
          .isSameAs(failure);
      assertThat(taken).containsExactly(1, 5);
      assertThat(discarded).containsExactly(7);
    }
  }

  @Nested
  class Closing {
    @Test
    void closesTheResultsOfAMapThatFails() {
      var open = new AtomicInteger();

      assertThatThrownBy(() ->
              time.run(() ->
                  map(
                      List.of(1, 2, -9),
                      atMost(3),
                      closing(i -> {
                        if (i < 0) {
                          return failAfter(-i, failure);
                        }
                        open.incrementAndGet();
                        return open::decrementAndGet;
                      }))))
          .isSameAs(failure);
      assertThat(open).hasValue(0);
    }
  }

  @Test
  void atEveryInterruptNothingIsLostAndNothingDiscardedTwice() {
    var open = new AtomicInteger();
    Mapper<Integer, Integer, RuntimeException> opening =
        discarding(
            i -> {
              after(i, i);
              return open.incrementAndGet();
            },
            _ -> open.decrementAndGet());

    var steps =
        InterruptAtEveryStep.ofCaller(() -> {
          List<Integer> results = map(List.of(1, 2, 3), atMost(2), opening);
          open.addAndGet(-results.size());
          mapEach(List.of(1, 2, 3), atMost(2), opening, _ -> open.decrementAndGet());
          return "done";
        });

    assertThat(steps).hasSizeGreaterThan(5);
    assertThat(open).hasValue(0);
  }
}
