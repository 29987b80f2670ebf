package dev.meanwhile.resilience;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.Chance;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final RandomGenerator chance = Chance.seeded(7);

  @Nested
  class Growth {
    @Test
    void exponentialDoublesEachTime() {
      assertThat(delays(Backoff.exponential(ofMillis(100)).noJitter(), 5))
          .containsExactly(
              ofMillis(100), ofMillis(200), ofMillis(400), ofMillis(800), ofMillis(1600));
    }

    @Test
    void fibonacciAddsTheTwoBefore() {
      assertThat(delays(Backoff.fibonacci(ofSeconds(1)).noJitter(), 6))
          .containsExactly(
              ofSeconds(1), ofSeconds(1), ofSeconds(2), ofSeconds(3), ofSeconds(5), ofSeconds(8));
    }

    @Test
    void fixedStaysTheSame() {
      assertThat(delays(Backoff.fixed(ofMinutes(5)), 3)).containsOnly(ofMinutes(5));
    }

    @Test
    void computedAsksForTheNumberOfTheRetry() {
      assertThat(delays(Backoff.computed(retry -> ofMillis(retry * 10L)), 3))
          .containsExactly(ofMillis(10), ofMillis(20), ofMillis(30));
    }

    @Test
    void decorrelatedStaysBetweenTheFirstAndThreeTimesTheOneBefore() {
      Duration previous = ZERO;
      for (Duration delay : delays(Backoff.decorrelated(ofMillis(10)), 200)) {
        assertThat(delay)
            .isBetween(ofMillis(10), max(ofMillis(10), previous.multipliedBy(3)))
            .isLessThanOrEqualTo(ofSeconds(30));
        previous = delay;
      }
      assertThat(previous).isNotEqualTo(ofMillis(10));
    }
  }

  @Nested
  class Ceiling {
    @Test
    void delaysThatGrowStopAtHalfAMinuteUnlessToldOtherwise() {
      assertThat(delays(Backoff.exponential(ofSeconds(20)).noJitter(), 2).getLast())
          .isEqualTo(ofSeconds(30));
      assertThat(delays(Backoff.exponential(ofHours(1)).noJitter(), 2).getLast())
          .isEqualTo(ofHours(1));
      assertThat(delays(Backoff.fibonacci(ofSeconds(1)).noJitter().upTo(ofSeconds(4)), 9).getLast())
          .isEqualTo(ofSeconds(4));
    }

    @Test
    void noNumberOfRetriesOverflows() {
      Backoff slow = Backoff.exponential(ofDays(1)).noJitter().upTo(ofDays(365));
      assertThat(slow.delay(1_000_000, ZERO, chance)).isEqualTo(ofDays(365));
      Backoff rabbits = Backoff.fibonacci(ofDays(1)).noJitter().upTo(ofDays(365));
      assertThat(rabbits.delay(1_000_000, ZERO, chance)).isEqualTo(ofDays(365));
      Backoff far = Backoff.fixed(ofSeconds(Long.MAX_VALUE)).fullJitter();
      assertThat(far.delay(1, ZERO, chance)).isPositive();
    }
  }

  @Nested
  class Jitter {
    @Test
    void fullJitterSpreadsOverTheWholeDelay() {
      assertThat(delays(Backoff.fixed(ofMillis(100)).fullJitter(), 500))
          .allSatisfy(delay -> assertThat(delay).isBetween(ZERO, ofMillis(100)))
          .anySatisfy(delay -> assertThat(delay).isLessThan(ofMillis(10)))
          .anySatisfy(delay -> assertThat(delay).isGreaterThan(ofMillis(90)));
    }

    @Test
    void equalJitterKeepsHalfOfTheDelay() {
      assertThat(delays(Backoff.fixed(ofMillis(100)).equalJitter(), 500))
          .allSatisfy(delay -> assertThat(delay).isBetween(ofMillis(50), ofMillis(100)))
          .anySatisfy(delay -> assertThat(delay).isLessThan(ofMillis(55)))
          .anySatisfy(delay -> assertThat(delay).isGreaterThan(ofMillis(95)));
    }

    @Test
    void theSameSeedGivesTheSameDelays() {
      Backoff backoff = Backoff.exponential(ofMillis(100));
      assertThat(delays(backoff, 20, Chance.seeded(3)))
          .isEqualTo(delays(backoff, 20, Chance.seeded(3)))
          .isNotEqualTo(delays(backoff, 20, Chance.seeded(4)));
    }
  }

  @Test
  void aNegativeDelayIsRefused() {
    assertThatThrownBy(() -> Backoff.exponential(ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the delay is -1 ms; allowed: 0 s or more");
    assertThatThrownBy(() -> Backoff.fixed(ZERO).upTo(ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the longest delay is -1 s; allowed: 0 s or more");
  }

  @Test
  void itSaysWhatItDoes() {
    assertThat(Backoff.exponential(ofMillis(100)))
        .hasToString("exponential from 100 ms up to 30 s, full jitter");
    assertThat(Backoff.fixed(ofSeconds(1))).hasToString("1 s");
  }

  private List<Duration> delays(Backoff backoff, int retries) {
    return delays(backoff, retries, chance);
  }

  private static List<Duration> delays(Backoff backoff, int retries, RandomGenerator chance) {
    var previous = new Duration[] {ZERO};
    return IntStream.rangeClosed(1, retries)
        .mapToObj(retry -> previous[0] = backoff.delay(retry, previous[0], chance))
        .toList();
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
