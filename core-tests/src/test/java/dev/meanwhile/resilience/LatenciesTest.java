package dev.meanwhile.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies(5);

  private void add(long... values) {
    for (long value : values) {
      latencies.add(value);
    }
  }

  @Test
  void thePercentileIsTheNearestRank() {
    add(15, 20, 35, 40, 50);
    assertThat(List.of(1, 20, 21, 40, 41, 99).stream().map(latencies::percentile))
        .containsExactly(15L, 15L, 20L, 20L, 35L, 50L);
  }

  @Test
  void theOldestMakesRoomForTheNext() {
    add(90, 1, 2, 3, 4, 5, 6);
    assertThat(latencies.count()).isEqualTo(5);
    assertThat(latencies.percentile(99)).isEqualTo(6);
    assertThat(latencies.percentile(1)).isEqualTo(2);
  }

  @Test
  void equalOnesAreForgottenOneByOne() {
    add(7, 7, 7, 1, 1);
    add(2);
    assertThat(latencies.percentile(99)).isEqualTo(7);
    add(2, 2);
    assertThat(latencies.percentile(99)).isEqualTo(2);
  }

  @Test
  void addedAtOnceNoneIsLost() throws Exception {
    assertThat(stirred(new Latencies(64))).isNull();
  }

  /** What goes wrong when many add at once. */
  private static Throwable stirred(Latencies shared) throws Exception {
    int callers = 4;
    var together = new CyclicBarrier(callers);
    var wrong = new AtomicReference<Throwable>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < callers; i++) {
      var random = new SplittableRandom(i);
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  together.await();
                  for (int n = 0; n < 100_000; n++) {
                    shared.add(random.nextInt(1_000));
                    shared.percentile(95);
                  }
                } catch (Throwable failure) {
                  wrong.set(failure);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int n = 0; n < 64; n++) {
      shared.add(5_000);
    }
    assertThat(shared.count()).isEqualTo(64);
    assertThat(shared.percentile(1)).as("all older ones are forgotten").isEqualTo(5_000);
    return wrong.get();
  }
}
