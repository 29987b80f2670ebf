package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.discarding;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.stream.Streams.mapping;
import static dev.meanwhile.stream.Streams.mappingSettled;
import static dev.meanwhile.stream.Streams.mappingWithin;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Outcome;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Failures of elements that are mapped by tasks, and of the stages before and after. */
@ExtendWith(LeakGuard.class)
class MappingFailureTest extends SlowElements {
  private int failing(int millis) throws IOException, InterruptedException {
    sleep(ofMillis(millis));
    throw failure;
  }

  @Nested
  class Failure {
    @Test
    void arrivesAsItselfAndStopsTheOthersAtOnce() {
      assertThatThrownBy(() ->
              time.run(() ->
                  source()
                      .gather(
                          mapping(
                              limit,
                              i -> {
                                if (i == 1) {
                                  sleep(ofMillis(5));
                                  throw failure;
                                }
                                return slept(i, 1000);
                              }))
                      .toList()))
          .isSameAs(failure);
      assertThat(time.elapsed()).isEqualTo(ofMillis(5));
      assertThat(pulled).hasValue(3);
      assertNothingIsLeft();
    }

    @Test
    void ofALaterStageStopsWhatIsInFlight() {
      var broken = new IllegalStateException("disk full");
      assertThatThrownBy(() ->
              time.run(() ->
                  source()
                      .gather(sleeping(i -> 10 + i))
                      .peek(_ -> {
                        throw broken;
                      })
                      .toList()))
          .isSameAs(broken);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
      assertNothingIsLeft();
    }

    @Test
    void ofALaterStageOfTasksStopsTheEarlierOne() {
      assertThatThrownBy(() ->
              time.run(() ->
                  source()
                      .gather(sleeping(i -> 10 + i))
                      .gather(
                          mapping(
                              atMost(2),
                              _ -> {
                                throw failure;
                              }))
                      .toList()))
          .isSameAs(failure);
      assertNothingIsLeft();
    }

    @Test
    void ofAnEarlierStageOfTasksEndsTheLaterOneAlsoOutsideAnyTask() {
      assertThatThrownBy(() ->
              source()
                  .gather(mapping(limit, i -> i == 2 ? failing(1) : i))
                  .gather(mapping(atMost(9), i -> slept(i, 100_000)))
                  .toList())
          .isSameAs(failure);
      assertNothingIsLeft();
    }

    @Test
    void ofTheSourceEndsWhatIsInFlightWithTheScope() {
      var broken = new IllegalStateException("source");
      assertThatThrownBy(() ->
              time.run(() ->
                  scope(_ ->
                      source()
                          .peek(i -> {
                            if (i == 2) {
                              throw broken;
                            }
                          })
                          .gather(sleeping(_ -> 100))
                          .toList())))
          .isSameAs(broken);
      assertThat(time.elapsed()).isZero();
      assertNothingIsLeft();
    }

    @Test
    void ofThePagesEndsWhatIsInFlightAlsoOutsideAnyTask() {
      var book = new Book(5).failingAt(1);
      assertThatThrownBy(
              () -> book.open().stream().gather(mapping(limit, i -> slept(i, 100_000))).toList())
          .isSameAs(book.failure);
      assertNothingIsLeft();
    }

    @Test
    void isAnOutcomeWhereThatIsAskedFor() throws Exception {
      List<Outcome<Integer>> outcomes =
          time.run(() ->
              items(4).stream()
                  .gather(
                      mappingSettled(
                          limit,
                          i -> {
                            if (i % 2 == 1) {
                              throw failure;
                            }
                            return slept(i, 4 - i);
                          }))
                  .toList());

      assertThat(outcomes)
          .containsExactly(
              new Outcome.Success<>(0),
              new Outcome.Failure<>(failure),
              new Outcome.Success<>(2),
              new Outcome.Failure<>(failure));
    }

    @Test
    void givesResultsThatNobodyGetsToTheirHook() {
      List<Integer> discarded = Collections.synchronizedList(new ArrayList<>());
      assertThatThrownBy(() ->
              time.run(() ->
                  Stream.of(10, 1, 5, 2)
                      .gather(
                          mapping(
                              atMost(4),
                              discarding(i -> i == 5 ? failing(5) : slept(i, i), discarded::add)))
                      .toList()))
          .isSameAs(failure);
      assertThat(discarded).containsExactlyInAnyOrder(1, 2);
    }
  }

  @Nested
  class TimeForEach {
    @Test
    void isCountedFromItsPermit() throws Exception {
      assertThat(
              time.run(() ->
                  items(5).stream()
                      .gather(mappingWithin(ofMillis(10), atMost(1), i -> slept(i, 9)))
                      .toList()))
          .hasSize(5);
    }

    @Test
    void isADeadlineOfItsOwn() {
      assertThatThrownBy(() ->
              time.run(() ->
                  Stream.of(5, 50)
                      .gather(mappingWithin(ofMillis(10), limit, i -> slept(i, i)))
                      .toList()))
          .isInstanceOf(DeadlineExceeded.class);
      assertThatThrownBy(() -> mappingWithin(ofMillis(-1), limit, i -> i))
          .hasMessage("the time for each element is -1 ms; allowed: 0 s or more");
    }
  }
}
