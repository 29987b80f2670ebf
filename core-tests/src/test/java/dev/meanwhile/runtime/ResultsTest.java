package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results come in any order and are listed in the order of the source. */
class ResultsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 50, 99, 100, 200})
  void areListedInTheOrderOfTheSourceWhateverWasExpected(int expected) {
    var indices = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
    Collections.shuffle(indices, Random.from(Chance.seeded(7)));
    var results = new Results<Integer>(expected);

    indices.forEach(index -> results.put(index, -index));

    assertThat(results.list(100)).isEqualTo(IntStream.range(0, 100).map(i -> -i).boxed().toList());
  }

  @Test
  void thatWereExpectedAndDidNotComeAreNotListed() {
    var results = new Results<String>(10);
    results.put(0, "a");
    results.put(1, null);

    assertThat(results.list(2)).containsExactly("a", null);
    assertThat(new Results<String>(10).list(0)).isEmpty();
  }

  @Test
  void thatAreTooManyForAListAreRefused() {
    var results = new Results<String>(0);

    assertThatThrownBy(() -> results.put(1L << 31, "too far"))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void ofManyThreadsAreAllThere() throws Exception {
    Crowd.rounds(
        4,
        300,
        () -> new Shared(new Results<>(2), new AtomicInteger()),
        (shared, _) -> {
          for (int i = 0; i < 10; i++) {
            int index = shared.next().getAndIncrement();
            shared.results().put(index, index);
          }
        },
        shared ->
            assertThat(shared.results().list(40))
                .isEqualTo(IntStream.range(0, 40).boxed().toList()));
  }

  private record Shared(Results<Integer> results, AtomicInteger next) {}
}
