package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A permit is given back on every way out, and nobody waits for his own. */
@ExtendWith(LeakGuard.class)
class PermitLeaseTest extends LimitFixture {
  @Nested
  class GivenBack {
    private final Limit limit = atMost(3);

    @Test
    void whenAnElementFailed() {
      assertThatThrownBy(() ->
              time.run(() ->
                  map(
                      items(10),
                      limit,
                      i -> {
                        taking(i).map(i);
                        throw new IOException();
                      })))
          .isNotNull();

      assertUnused(limit);
    }

    @Test
    void whenTheMapWasCancelledWhileItWaitedForOne() throws Exception {
      time.run(() ->
          all(
              () -> map(items(3), limit, taking(100)),
              () -> {
                sleep(ofMillis(1));
                return race(() -> map(items(10), limit, taking(10)), () -> sleepAndReturn(20));
              },
              (a, b) -> {
                assertThat(b).isEqualTo(List.of(20));
                return null;
              }));

      assertUnused(limit);
      assertThat(inFlight.finished()).isEqualTo(3);
    }

    @Test
    void whenADeadlinePassed() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(20),
                      () -> all(() -> map(items(100), limit, taking(7)), () -> 1, List::of))))
          .isInstanceOf(DeadlineExceeded.class);

      assertUnused(limit);
    }

    @Test
    void whenTheCallerWasInterrupted() {
      Thread caller = Thread.currentThread();

      assertThatThrownBy(() ->
              map(
                  items(100),
                  limit,
                  i -> {
                    if (i == 50) {
                      caller.interrupt();
                      new CountDownLatch(1).await();
                    }
                    return i;
                  }))
          .isInstanceOf(InterruptedException.class);

      assertUnused(limit);
    }

    @Test
    void whenTheCarrierOfTheContextFailed() {
      var broken = new IllegalStateException("carrier");
      ContextCarrier carrier =
          () ->
              new ContextCarrier.Captured() {
                @Override
                public <T, X extends Exception> T call(Task<T, X> task) {
                  throw broken;
                }
              };

      try (var installed = carrier.install()) {
        assertThat(installed).isNotNull();
        assertThatThrownBy(() -> map(items(3), limit, i -> i)).isSameAs(broken);
      }

      assertUnused(limit);
    }

    private List<Integer> sleepAndReturn(int millis) throws InterruptedException {
      sleep(ofMillis(millis));
      return List.of(millis);
    }
  }

  @Nested
  class OfAMapperThatIgnoresItsInterrupt {
    @Test
    void thePermitStaysUntilTheMapperEnds() throws Exception {
      var limit = atMost(2);
      var started = new CountDownLatch(1);
      var open = new CountDownLatch(1);
      var stubborn = new AtomicReference<Thread>();
      var failure = new IOException("element 1");

      assertThatThrownBy(() ->
              scope(
                  Grace.of(ZERO),
                  s ->
                      map(
                          items(2),
                          limit,
                          i -> {
                            if (i == 0) {
                              stubborn.set(Thread.currentThread());
                              started.countDown();
                              ignoringInterrupts(open);
                              return i;
                            }
                            started.await();
                            throw failure;
                          })))
          .isSameAs(failure)
          .satisfies(thrown ->
              assertThat(thrown.getSuppressed())
                  .anySatisfy(note ->
                      assertThat(note)
                          .isInstanceOf(StillRunning.class)
                          .hasMessageContaining("map[0]")));

      assertThat(limit.inUse()).isEqualTo(1);
      assertThat(Stragglers.current())
          .singleElement()
          .satisfies(straggler -> assertThat(straggler.task()).isEqualTo("map[0]"));
      open.countDown();
      stubborn.get().join();
      assertUnused(limit);
      assertThat(Stragglers.current()).isEmpty();
    }

    private static void ignoringInterrupts(CountDownLatch open) {
      while (true) {
        try {
          open.await();
          return;
        } catch (InterruptedException ignored) {
          // stubborn
        }
      }
    }
  }

  @Nested
  class Reentry {
    private final Limit limit = atMost(2);

    private List<Integer> inner() throws InterruptedException {
      return map(items(1), limit, i -> i);
    }

    private void refused(Task<?, ?> work) {
      var refusal = catchThrowable(() -> time.run(() -> within(ofSeconds(10), work)));

      assertThat(refusal)
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("PermitLeaseTest$Reentry.inner(PermitLeaseTest.java:")
          .hasMessageContaining("limit of 2")
          .message()
          .satisfies(message ->
              assertThat(message.split("PermitLeaseTest.java:", -1))
                  .as("both places in the code")
                  .hasSizeGreaterThanOrEqualTo(3));
      assertUnused(limit);
    }

    @Test
    void isRefusedWithBothPlaces() {
      refused(() -> map(items(1), limit, i -> inner()));
    }

    @Test
    void isRefusedInEveryVerb() {
      refused(() -> mapSettled(items(1), limit, i -> i + inner().size()).getFirst().orElseThrow());
      refused(() -> {
        mapEach(items(1), limit, i -> inner(), _ -> {});
        return null;
      });
    }

    @Test
    void isRefusedThroughATaskBelow() {
      refused(() ->
          map(items(1), limit, i -> scope(s -> s.start(() -> all(List.of(() -> inner()))).get())));
    }

    @Test
    void isRefusedThroughAnotherLimit() {
      var other = atMost(1);

      refused(() -> map(items(1), limit, i -> map(items(1), other, j -> inner())));
    }

    @Test
    void isRefusedInTheSinkWhoseWorkersHoldThePermits() {
      refused(() -> {
        mapEach(items(5), limit, i -> i, _ -> inner());
        return null;
      });
    }

    @Test
    void anotherLimitOfTheSameSizeIsAnotherLimit() throws Exception {
      var results = time.run(() -> map(items(2), limit, i -> map(items(2), atMost(2), j -> i + j)));

      assertThat(results).containsExactly(List.of(0, 1), List.of(1, 2));
    }

    @Test
    void afterTheMapTheLimitMayBeEnteredAgain() throws Exception {
      var twice = time.run(() -> List.of(inner(), inner()));

      assertThat(twice).containsExactly(List.of(0), List.of(0));
    }
  }
}
