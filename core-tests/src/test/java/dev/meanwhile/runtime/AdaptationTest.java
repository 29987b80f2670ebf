package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.runtime.Gradient.Ending;
import dev.meanwhile.testing.Chance;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who resizes a queue, and whether the queue has the last size at last. */
class AdaptationTest {
  private static final int THREADS = 8;

  private final PermitQueue queue =
      new PermitQueue("adapting", 10, 1_000, Integer.MAX_VALUE, Timekeeper.NEVER);

  @Test
  void aQueueWithRoomToGrowHasOne() {
    assertThat(queue.adaptation()).isNotNull();
    assertThat(queue.capacity()).isEqualTo(10);
  }

  @Test
  void anOrdinaryQueueHasNone() {
    assertThat(new PermitQueue("fixed", 10).adaptation()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void manyWhoEndAtOnceLeaveTheSizeThatWasDecidedLast(long seed) throws Exception {
    Adaptation adaptation = Objects.requireNonNull(queue.adaptation());
    var together = new CyclicBarrier(THREADS, () -> assertAgreed(adaptation));
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < THREADS; i++) {
      var chance = Chance.seeded(seed * THREADS + i);
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int n = 0; n < 2_000; n++) {
                  adaptation.goOnFrom(chance.nextInt(100, 1_000));
                  adaptation.ended(Ending.REFUSED, adaptation.round(), 1_000);
                  await(together);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertAgreed(adaptation);
    assertThat(together.isBroken()).isFalse();
  }

  private void assertAgreed(Adaptation adaptation) {
    assertThat(queue.capacity()).isEqualTo(adaptation.capacity());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
