package dev.meanwhile.testing;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time that moves when it is told to. */
@ExtendWith(LeakGuard.class)
class ManualTimeTest {
  private final ManualTime time = VirtualTime.manual();

  private static int after(Duration duration) throws InterruptedException {
    sleep(duration);
    return 1;
  }

  @Nested
  class AHedge {
    private final AtomicInteger primary = new AtomicInteger();
    private final AtomicInteger fallback = new AtomicInteger();

    private int called(AtomicInteger calls, int seconds) throws InterruptedException {
      calls.incrementAndGet();
      sleep(ofSeconds(seconds));
      return seconds;
    }

    @Test
    void isSeenInItsMiddle() throws Exception {
      var answer =
          time.start(
              () -> hedge(ofSeconds(2), () -> called(primary, 10), () -> called(fallback, 3)));

      assertThat(List.of(primary.get(), fallback.get())).containsExactly(1, 0);
      time.advance(ofSeconds(1));
      assertThat(fallback.get()).isZero();
      time.advance(ofMillis(999));
      assertThat(fallback.get()).isZero();
      time.advance(ofMillis(1));
      assertThat(fallback.get()).isEqualTo(1);
      assertThat(answer.isDone()).isFalse();
      time.advance(ofSeconds(3));
      assertThat(answer.get()).isEqualTo(3);
    }
  }

  @Nested
  class Start {
    @Test
    void returnsWhenTheWorkHasParked() throws Exception {
      var steps = Collections.synchronizedList(new ArrayList<String>());

      var answer =
          time.start(() -> {
            steps.add("begun");
            sleep(ofSeconds(1));
            steps.add("woken");
            return "done";
          });

      assertThat(steps).containsExactly("begun");
      time.advance(ofSeconds(1));
      assertThat(answer.get()).isEqualTo("done");
      assertThat(steps).containsExactly("begun", "woken");
    }

    @Test
    void returnsWhenTheWorkHasEnded() throws Exception {
      assertThat(time.start(() -> 42).get()).isEqualTo(42);
    }

    @Test
    void keepsTheFailureForTheFuture() throws Exception {
      var failure = new IOException("work");

      var answer =
          time.start(() -> {
            throw failure;
          });

      assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class).hasCause(failure);
    }

    @Test
    void aSecondTimeRunsBesideTheFirst() throws Exception {
      var first = time.start(() -> after(ofSeconds(1)));
      var second = time.start(() -> after(ofSeconds(2)));

      time.advance(ofSeconds(1));
      assertThat(first.get()).isEqualTo(1);
      assertThat(second.isDone()).isFalse();
      time.advance(ofSeconds(1));
      assertThat(second.get()).isEqualTo(1);
    }

    @Test
    void andCancelInterruptsTheWork() throws Exception {
      var ended = new CountDownLatch(1);
      var answer =
          time.start(() -> {
            try {
              return all(() -> after(ofSeconds(1)), () -> after(ofSeconds(2)), Integer::sum);
            } finally {
              ended.countDown();
            }
          });

      answer.cancel(true);

      ended.await();
      assertThat(time.elapsed()).isEqualTo(ZERO);
    }
  }

  @Nested
  class Advance {
    @Test
    void letsEverythingHappenAtItsOwnTime() throws Exception {
      var seen = Collections.synchronizedList(new ArrayList<Duration>());
      var answer =
          time.start(() -> {
            for (int i = 0; i < 3; i++) {
              sleep(ofSeconds(10));
              seen.add(time.elapsed());
            }
            return null;
          });

      time.advance(ofSeconds(25));
      assertThat(seen).containsExactly(ofSeconds(10), ofSeconds(20));
      assertThat(time.elapsed()).isEqualTo(ofSeconds(25));
      time.advance(ofSeconds(5));
      answer.get();
      assertThat(seen).endsWith(ofSeconds(30));
    }

    @Test
    void byZeroMovesNothing() throws Exception {
      time.advance(ZERO);

      assertThat(time.elapsed()).isEqualTo(ZERO);
    }

    @Test
    void backwardsIsRefused() {
      assertThatThrownBy(() -> time.advance(ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PT-1S")
          .hasMessageContaining("allowed: zero or more");
    }

    @Test
    void movesTheClockAlsoWhenNobodyWaits() throws Exception {
      time.advance(ofSeconds(3));
      var answer = time.start(() -> after(ofSeconds(1)));
      time.advance(ofSeconds(1));

      assertThat(answer.get()).isEqualTo(1);
      assertThat(time.elapsed()).isEqualTo(ofSeconds(4));
    }
  }
}
