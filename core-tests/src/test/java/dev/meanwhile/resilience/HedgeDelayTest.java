package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.repeatable;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Deadline;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The delay of a hedge follows the latencies that it measures. */
@ExtendWith(LeakGuard.class)
class HedgeDelayTest {
  private static final Budget ENOUGH = Budget.percent(100, 1_000_000);

  private final VirtualTime time = VirtualTime.create();
  private final SplittableRandom random = new SplittableRandom(42);

  /** A server whose latency, in milliseconds, is what the supplier says each time. */
  private static Repeatable<Integer, RuntimeException> taking(IntSupplier millis) {
    return repeatable(() -> {
      int taken = millis.getAsInt();
      sleep(ofMillis(taken));
      return taken;
    });
  }

  private void call(Hedge hedge, int times, IntSupplier millis) throws InterruptedException {
    time.run(() -> {
      for (int i = 0; i < times; i++) {
        hedge.call(taking(millis));
      }
      return null;
    });
  }

  private static long delay(Hedge hedge) {
    return hedge.snapshot().delay().toMillis();
  }

  private static Hedge broke(Hedge hedge) {
    Budget empty = Budget.percent(0, 1);
    assertThat(empty.take()).isTrue();
    return hedge.budget(empty);
  }

  @Nested
  class Measured {
    @Test
    void itIsTheFirstDelayUntilEnoughWasMeasured() throws Exception {
      Hedge hedge = Hedge.afterPercentile(95, ofSeconds(1)).measuring(20, 100);
      call(hedge, 19, () -> 7);
      assertThat(delay(hedge)).isEqualTo(1000);
      call(hedge, 1, () -> 7);
      assertThat(delay(hedge)).isEqualTo(7);
      assertThat(hedge.snapshot().samples()).isEqualTo(20);
    }

    @Test
    void itIsExactlyThePercentileOfTheLastLatencies() throws Exception {
      Hedge hedge = broke(Hedge.afterPercentile(90, ofSeconds(1)).measuring(10, 50));
      List<Integer> latencies = new ArrayList<>();
      for (int calls = 1; calls <= 120; calls++) {
        latencies.add(1 + random.nextInt(300));
        call(hedge, 1, latencies::getLast);
        if (calls >= 10) {
          assertThat(delay(hedge)).isEqualTo(percentile(90, latencies, 50));
        }
      }
    }

    private static int percentile(int percent, List<Integer> all, int window) {
      var last = new ArrayList<>(all.subList(Math.max(0, all.size() - window), all.size()));
      Collections.sort(last);
      return last.get((int) Math.ceil(percent / 100.0 * last.size()) - 1);
    }

    @Test
    void theSecondAttemptStartsAfterIt() throws Exception {
      Hedge hedge = Hedge.afterPercentile(50, ofSeconds(1)).measuring(10, 10);
      call(hedge, 10, () -> 7);
      var attempts = new AtomicInteger();
      Duration before = time.elapsed();
      call(hedge, 1, () -> attempts.incrementAndGet() == 1 ? 500 : 2);
      assertThat(time.elapsed().minus(before)).isEqualTo(ofMillis(9));
    }

    @Test
    void itStaysWithinItsBounds() throws Exception {
      Hedge hedge =
          broke(Hedge.afterPercentile(50, ofSeconds(1)).between(ofMillis(5), ofMillis(80)))
              .measuring(1, 3);
      assertThat(delay(hedge)).as("the first delay is as given").isEqualTo(1000);
      call(hedge, 3, () -> 1);
      assertThat(delay(hedge)).isEqualTo(5);
      call(hedge, 3, () -> 50);
      assertThat(delay(hedge)).isEqualTo(50);
      call(hedge, 3, () -> 500);
      assertThat(delay(hedge)).isEqualTo(80);
    }

    @Test
    void itFollowsAServerThatBecomesSlower() throws Exception {
      Hedge hedge = Hedge.afterPercentile(95, ofSeconds(1)).measuring(10, 100);
      call(hedge, 100, () -> 10);
      call(hedge, 100, () -> 40);
      assertThat(delay(hedge)).isEqualTo(40);
    }
  }

  @Nested
  class WithHedgesThatWin {
    /** Each tenth request hangs; the others take up to 100 ms, all by chance. */
    private int latency() {
      return random.nextInt(10) == 0 ? 10_000 : 1 + random.nextInt(100);
    }

    @Test
    void itDoesNotSinkAlthoughTheSlowOnesAreCutOff() throws Exception {
      Hedge hedge = Hedge.afterPercentile(85, ofSeconds(1)).budget(ENOUGH);
      call(hedge, 1000, this::latency);
      var seen = new ArrayList<Long>();
      for (int i = 0; i < 30; i++) {
        call(hedge, 100, this::latency);
        seen.add(delay(hedge));
      }
      assertThat(seen).allSatisfy(delay -> assertThat(delay).isBetween(90L, 98L));
      assertThat(hedge.snapshot().won()).isGreaterThan(300);
    }

    @Test
    void anAttemptThatIsCutOffCountsWithItsAge() throws Exception {
      Hedge hedge = Hedge.afterPercentile(50, ofMillis(10)).measuring(1, 1);
      var attempts = new AtomicInteger();
      call(hedge, 1, () -> attempts.incrementAndGet() == 1 ? 500 : 3);
      assertThat(delay(hedge)).isEqualTo(13);
    }
  }

  @Nested
  class WhatDoesNotAnswer {
    private final Hedge hedge = broke(Hedge.afterPercentile(50, ofMillis(10))).measuring(1, 100);

    private void fail(int millis) throws InterruptedException {
      Repeatable<String, IOException> failing =
          repeatable(() -> {
            sleep(ofMillis(millis));
            throw new IOException("down");
          });
      assertThat(time.run(() -> outcome(() -> hedge.call(failing))).isSuccess()).isFalse();
    }

    private void cutOff(int millis) throws InterruptedException {
      Repeatable<String, RuntimeException> hanging =
          repeatable(() -> {
            while (true) {
              sleep(Deadline.remaining());
            }
          });
      var late = time.run(() -> outcome(() -> within(ofMillis(millis), () -> hedge.call(hanging))));
      assertThat(late.isSuccess()).isFalse();
    }

    @Test
    void beforeTheDelaySaysNothing() throws Exception {
      fail(9);
      cutOff(9);
      assertThat(hedge.snapshot().samples()).isZero();
    }

    @Test
    void afterTheDelayWasSlow() throws Exception {
      fail(30);
      assertThat(delay(hedge)).isEqualTo(30);
      cutOff(45);
      assertThat(hedge.snapshot().samples()).isEqualTo(2);
    }
  }
}
