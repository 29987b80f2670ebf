package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When map asks its source for an element: a permit first, one thread at a time. */
@ExtendWith(LeakGuard.class)
class MapPullTest {
  private final VirtualTime time = VirtualTime.create();
  private final InFlight mapping = new InFlight();

  @Nested
  class AdmissionBeforeBirth {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void neverMoreThanTheLimitArePulledAndNotFinished(int limit) throws Exception {
      var source = CountedSource.of(60);

      time.run(() ->
          map(
              source,
              atMost(limit),
              i ->
                  mapping.during(() -> {
                    assertThat(source.pulled() - mapping.finished()).isLessThanOrEqualTo(limit);
                    sleep(ofMillis((i * 5) % 7));
                    return i;
                  })));

      assertThat(source.pulled()).isEqualTo(60);
      assertThat(mapping.most()).isEqualTo(limit);
    }

    @Test
    void nothingIsPulledThatNobodyWorksOn() throws Exception {
      var source = CountedSource.endless();
      var manual = VirtualTime.manual();
      var ended = new CountDownLatch(1);

      var running =
          manual.start(() -> {
            try {
              return map(source, atMost(3), i -> sleepAndReturn(10, i));
            } finally {
              ended.countDown();
            }
          });

      assertThat(source.pulled()).isEqualTo(3);
      manual.advance(ofMillis(9));
      assertThat(source.pulled()).isEqualTo(3);
      manual.advance(ofMillis(1));
      assertThat(source.pulled()).isEqualTo(6);
      manual.advance(ofMillis(20));
      assertThat(source.pulled()).isEqualTo(12);
      running.cancel(true);
      ended.await();
      assertThat(source.pulled()).isEqualTo(12);
      assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void anEndlessSourceIsPulledUntilTheFirstFailureAndNotFurther() {
      var source = CountedSource.endless();

      assertThatThrownBy(() ->
              time.run(() ->
                  map(
                      source,
                      atMost(4),
                      i -> {
                        sleep(ofMillis(i == 100 ? 5 : 10));
                        if (i == 100) {
                          throw new IOException("enough");
                        }
                        return i;
                      })))
          .isInstanceOf(IOException.class);

      assertThat(source.pulled()).isEqualTo(104);
      assertThat(time.elapsed()).isEqualTo(ofMillis(255));
    }
  }

  @Nested
  class OnePuller {
    @Test
    void theSourceIsNeverAskedByTwoThreadsAtOnce() throws Exception {
      var source = CountedSource.of(5_000);

      assertThat(map(source, atMost(16), i -> i)).hasSize(5_000).isSorted();
      assertThat(source.mostAsking()).isEqualTo(1);
    }

    @Test
    void notEvenWhenItIsSlow() throws Exception {
      var slow =
          new CountedSource<>(
              Stream.iterate(0, i -> i + 1).limit(50).map(MapPullTest::sleepInSource).iterator());

      var results = time.run(() -> map(slow, atMost(8), i -> sleepAndReturn(30, i)));

      assertThat(results).isEqualTo(IntStream.range(0, 50).boxed().toList());
      assertThat(slow.mostAsking()).isEqualTo(1);
      assertThat(time.elapsed()).isEqualTo(ofMillis(50 * 10 + 30));
    }

    @Test
    void mapSettledAndMapEachPullInTheSameWay() throws Exception {
      var settled = CountedSource.of(1_000);
      var each = CountedSource.of(1_000);

      assertThat(mapSettled(settled, atMost(8), i -> i)).hasSize(1_000);
      mapEach(each, atMost(8), i -> i, _ -> {});

      assertThat(List.of(settled.mostAsking(), each.mostAsking())).containsExactly(1, 1);
      assertThat(each.pulled()).isEqualTo(1_000);
    }
  }

  @Nested
  class ASourceThatBlocks {
    @Test
    void doesNotHoldBackTheWorkOnWhatItGaveAlready() throws Exception {
      var mapped = new CountDownLatch(2);
      var source = blockingAfter(2, mapped);

      var results =
          map(
              source,
              atMost(3),
              i -> {
                mapped.countDown();
                return i;
              });

      assertThat(results).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void doesNotHoldBackTheResultsOfMapEach(int limit) throws Exception {
      var handed = new CountDownLatch(2);
      var results = Collections.synchronizedList(new ArrayList<Integer>());

      mapEach(
          blockingAfter(2, handed),
          atMost(limit),
          i -> i,
          result -> {
            results.add(result);
            handed.countDown();
          });

      assertThat(results).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void isInterruptedWhenAnElementFails() {
      var pulling = new CountDownLatch(1);
      var source =
          new Iterator<Integer>() {
            private int next;

            @Override
            public boolean hasNext() {
              if (next == 1) {
                pulling.countDown();
                awaitForEver();
              }
              return true;
            }

            @Override
            public Integer next() {
              return next++;
            }
          };

      assertThatThrownBy(() ->
              map(
                  source,
                  atMost(2),
                  i -> {
                    pulling.await();
                    throw new IOException("no " + i);
                  }))
          .isInstanceOf(IOException.class)
          .hasMessage("no 0");
    }

    @Test
    void mayWaitOnAClockOfOurs() throws Exception {
      var first =
          new CountedSource<>(Stream.of(1, 2, 3).map(MapPullTest::sleepInSource).iterator());
      var second = CountedSource.of(3);

      time.run(() ->
          all(
              () -> map(first, atMost(2), i -> i),
              () -> map(second, atMost(1), i -> sleepAndReturn(20, i)),
              (a, b) -> a));

      assertThat(time.elapsed()).isEqualTo(ofMillis(60));
    }
  }

  private static int sleepAndReturn(int millis, int value) throws InterruptedException {
    sleep(ofMillis(millis));
    return value;
  }

  private static int sleepInSource(int value) {
    try {
      return sleepAndReturn(10, value);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the source was interrupted", e);
    }
  }

  /** Three elements, the last of them only when {@code open} has been counted down. */
  private static Iterator<Integer> blockingAfter(int count, CountDownLatch open) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        if (next == count) {
          try {
            open.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        return next <= count;
      }

      @Override
      public Integer next() {
        return next++;
      }
    };
  }
}
