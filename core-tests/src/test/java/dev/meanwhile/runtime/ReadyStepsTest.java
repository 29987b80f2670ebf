package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadyStepsTest {
  private final ReadySteps ready = new ReadySteps(10);

  private void add(int count) {
    IntStream.rangeClosed(1, count).forEach(ready::add);
  }

  @Test
  void theOldestStepIsTakenFirst() {
    add(3);

    assertThat(ready.take()).isEqualTo(1);
    assertThat(ready.take()).isEqualTo(2);
    assertThat(ready.take()).isEqualTo(3);
    assertThat(ready.take()).isEqualTo(ReadySteps.NONE);
  }

  @Test
  void thereIsAPlaceForEachStep() {
    add(10);

    assertThat(IntStream.range(0, 10).map(_ -> ready.take())).doesNotContain(ReadySteps.NONE);
    assertThat(ready.take()).isEqualTo(ReadySteps.NONE);
  }

  @Test
  void oneThreadIsOnItsWayWhileSomethingIsLeft() {
    add(3);

    assertThat(ready.lacking()).isEqualTo(1);
    assertThat(ready.lacking()).isZero();

    ready.takeFirst();
    assertThat(ready.lacking()).isEqualTo(1);
  }

  @Test
  void noThreadIsStartedForNothing() {
    assertThat(ready.lacking()).isZero();

    add(1);
    ready.take();

    assertThat(ready.lacking()).isZero();
    assertThat(ready.lackingMore()).isZero();
  }

  @Test
  void eachThreadThatComesCallsTwo() {
    add(10);
    ready.lacking();

    ready.takeFirst();
    assertThat(ready.lackingMore()).isEqualTo(2);
    ready.takeFirst();
    assertThat(ready.lackingMore()).isEqualTo(2);
    ready.takeFirst();
    assertThat(ready.lackingMore()).isEqualTo(2);
  }

  @Test
  void noMoreThreadsAreOnTheirWayThanSteps() {
    add(4);
    ready.lacking();

    ready.takeFirst();
    assertThat(ready.lackingMore()).isEqualTo(2);
    ready.takeFirst();
    assertThat(ready.lackingMore()).isEqualTo(1);
    ready.takeFirst();
    assertThat(ready.lackingMore()).isZero();
  }

  @Test
  void aThreadThatFindsNothingIsNoLongerOnItsWay() {
    add(1);
    assertThat(ready.lacking()).isEqualTo(1);
    ready.take();
    assertThat(ready.takeFirst()).isEqualTo(ReadySteps.NONE);

    ready.add(2);

    assertThat(ready.lacking()).isEqualTo(1);
  }
}
