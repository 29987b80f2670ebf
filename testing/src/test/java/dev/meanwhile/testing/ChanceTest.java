package dev.meanwhile.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  private static long[] numbers(long seed) {
    var chance = Chance.seeded(seed);
    return LongStream.generate(chance::nextLong).limit(100).toArray();
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    assertThat(numbers(7)).isEqualTo(numbers(7));
  }

  @Test
  void anotherSeedGivesOthers() {
    assertThat(numbers(7)).isNotEqualTo(numbers(8));
  }

  @Test
  void severalThreadsShareTheSameNumbers() throws InterruptedException {
    var shared = Chance.seeded(7);
    var seen = ConcurrentHashMap.<Long>newKeySet();
    var threads =
        IntStream.range(0, 4)
            .mapToObj(_ ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < 25; i++) {
                        seen.add(shared.nextLong());
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(seen)
        .containsExactlyInAnyOrder(LongStream.of(numbers(7)).boxed().toArray(Long[]::new));
  }
}
