package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.runtime.Gradient.Ending;
import dev.meanwhile.testing.Chance;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of a limit that adapts: no threads, no clock. */
class GradientTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /** One round in which all of the size is in flight, and each piece takes so long. */
  private static void round(Gradient gradient, long nanos) {
    round(gradient, nanos, gradient.capacity());
  }

  private static void round(Gradient gradient, long nanos, int inFlight) {
    int round = gradient.round();
    while (gradient.round() == round) {
      gradient.ended(Ending.DONE, round, nanos, inFlight);
    }
  }

  /** One of that size which has seen that a piece takes 10 ms. */
  private static Gradient at(int size) {
    var gradient = new Gradient(1, 1_000);
    gradient.goOnFrom(size);
    round(gradient, 10 * MILLI);
    return gradient;
  }

  @Nested
  class ARound {
    @Test
    void ofEqualLatencyGrowsByTheRoot() {
      Gradient gradient = at(100);
      round(gradient, 10 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(110);
    }

    @Test
    void thatIsATenthSlowerGrowsAllTheSame() {
      Gradient gradient = at(100);
      round(gradient, 11 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(110);
    }

    @Test
    void thatIsSlowerShrinksInProportion() {
      Gradient gradient = at(100);
      round(gradient, 16 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(78); // 100 * 11 / 16 + 10
    }

    @Test
    void takesAwayNoMoreThanHalf() {
      Gradient gradient = at(100);
      round(gradient, 10 * SECOND);
      assertThat(gradient.capacity()).isEqualTo(60);
    }

    @Test
    void isAsLongAsTwiceWhatIsInFlightAndTenAtLeast() {
      assertThat(piecesOfRound(at(100), 100)).isEqualTo(200);
      assertThat(piecesOfRound(at(100), 60)).isEqualTo(120);
      assertThat(piecesOfRound(at(2), 2)).isEqualTo(10);
    }

    private int piecesOfRound(Gradient gradient, int inFlight) {
      int round = gradient.round();
      int pieces = 0;
      for (; gradient.round() == round; pieces++) {
        gradient.ended(Ending.DONE, round, MILLI, inFlight);
      }
      return pieces;
    }

    @Test
    void countsNothingThatBeganBeforeIt() {
      Gradient gradient = at(100);
      int before = gradient.round() - 1;
      for (int i = 0; i < 1_000; i++) {
        gradient.ended(Ending.DONE, before, SECOND, 100);
        gradient.ended(Ending.REFUSED, before, 0, 100);
      }
      assertThat(gradient.capacity()).isEqualTo(100);
    }

    @Test
    void ofWorkThatTakesNoTimeAtAllIsOneLikeAnyOther() {
      var gradient = new Gradient(4, 100);
      round(gradient, 0);
      round(gradient, 0);
      assertThat(gradient.capacity()).isEqualTo(6);
    }
  }

  @Nested
  class ASizeThatIsNotUsed {
    @Test
    void doesNotGrow() {
      Gradient gradient = at(100);
      round(gradient, 10 * MILLI, 49);
      assertThat(gradient.capacity()).isEqualTo(100);
    }

    @Test
    void growsWhereHalfIsUsed() {
      Gradient gradient = at(100);
      round(gradient, 10 * MILLI, 50);
      assertThat(gradient.capacity()).isEqualTo(110);
    }

    @Test
    void shrinksAllTheSameWhereTheWorkBecomesSlow() {
      Gradient gradient = at(100);
      round(gradient, 22 * MILLI, 20);
      assertThat(gradient.capacity()).isEqualTo(60);
    }
  }

  @Nested
  class ADrop {
    @Test
    void ofARefusalTakesTheSizeDownAtOnce() {
      Gradient gradient = at(100);
      gradient.ended(Ending.REFUSED, gradient.round(), 0, 100);
      assertThat(gradient.capacity()).isEqualTo(70);
    }

    @Test
    void countsOnceForAllThatBeganTogether() {
      Gradient gradient = at(100);
      int round = gradient.round();
      for (int i = 0; i < 100; i++) {
        gradient.ended(Ending.REFUSED, round, 0, 100 - i);
      }
      assertThat(gradient.capacity()).isEqualTo(70);
    }

    @Test
    void ofATimeoutTakesTheSizeDownAtOnce() {
      Gradient gradient = at(100);
      gradient.ended(Ending.LATE, gradient.round(), 50 * MILLI, 100);
      assertThat(gradient.capacity()).isEqualTo(70);
    }

    @Test
    void isNoneWhereTheTimeWasTooShortForAnyBackend() {
      Gradient gradient = at(100);
      gradient.ended(Ending.LATE, gradient.round(), 9 * MILLI, 100);
      assertThat(gradient.capacity()).isEqualTo(100);
    }

    @Test
    void doesNotGoBelowTheLeast() {
      var gradient = new Gradient(3, 100);
      for (int i = 0; i < 100; i++) {
        gradient.ended(Ending.REFUSED, gradient.round(), 0, 3);
        assertThat(gradient.capacity()).isEqualTo(3);
      }
    }
  }

  @Nested
  class TheUnloadedTime {
    @Test
    void isThatOfTheFirstRoundAtTheLeast() {
      var gradient = new Gradient(16, 100);
      round(gradient, 30 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(16);
      round(gradient, 33 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(20);
    }

    @Test
    void isLookedAtAgainAfterFiftyRoundsWithHalfAsMuchInFlight() {
      Gradient gradient = at(100);
      for (int i = 0; i < 49; i++) {
        gradient.goOnFrom(100);
        round(gradient, 10 * MILLI);
        assertThat(gradient.capacity()).isEqualTo(110);
      }
      gradient.goOnFrom(100);
      round(gradient, 10 * MILLI);
      assertThat(gradient.capacity()).as("gives way").isEqualTo(50);
      round(gradient, 5 * MILLI);
      assertThat(gradient.capacity()).as("as before").isEqualTo(110);
      round(gradient, 11 * MILLI);
      assertThat(gradient.capacity()).as("5 ms are known now").isEqualTo(65); // 110 / 2 + 10.5
    }

    @Test
    void isLookedAtWhereTheSizeHasFallenToHalf() {
      Gradient gradient = at(400);
      round(gradient, 100 * MILLI);
      round(gradient, 100 * MILLI);
      assertThat(gradient.capacity()).as("half of 125").isEqualTo(62);
    }

    @Test
    void isLookedForFurtherDownAsLongAsTheWorkBecomesFaster() {
      Gradient gradient = at(400);
      round(gradient, 100 * MILLI);
      round(gradient, 100 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(62);
      round(gradient, 40 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(31);
      round(gradient, 20 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(15);
      round(gradient, 20 * MILLI);
      assertThat(gradient.capacity()).as("20 ms are known now").isEqualTo(124);
      round(gradient, 22 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(136);
    }

    @Test
    void isKnownAgainAtOnceWhereItIsAsBefore() {
      Gradient gradient = at(400);
      round(gradient, 100 * MILLI);
      round(gradient, 100 * MILLI);
      round(gradient, 11 * MILLI);
      assertThat(gradient.capacity()).isEqualTo(124);
    }
  }

  @Nested
  class TheBounds {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areNeverLeftWhateverHappens(long seed) {
      RandomGenerator chance = Chance.seeded(seed);
      var gradient = new Gradient(7, 90);
      Ending[] endings = Ending.values();
      for (int i = 0; i < 100_000; i++) {
        Ending how = chance.nextInt(200) == 0 ? endings[chance.nextInt(3)] : Ending.DONE;
        int round = gradient.round() - (chance.nextInt(10) == 0 ? 1 : 0);
        gradient.ended(how, round, chance.nextLong(SECOND), 1 + chance.nextInt(90));
        assertThat(gradient.capacity()).isBetween(7, 90);
      }
    }

    @Test
    void mayBeTheWholeRange() {
      var gradient = new Gradient(1, Integer.MAX_VALUE);
      gradient.goOnFrom(Integer.MAX_VALUE);
      assertThat(gradient.capacity()).isEqualTo(Integer.MAX_VALUE);
      round(gradient, MILLI, 10);
      assertThat(gradient.capacity()).isEqualTo(Integer.MAX_VALUE);
    }
  }

  /** With a backend that does so many at once, and callers who always have more. */
  @Nested
  class OfABackend {
    private final Gradient gradient = new Gradient(1, 500);

    private SimulatedBackend doing(int atOnce, LongSupplier nanos) {
      return new SimulatedBackend(gradient, atOnce, nanos);
    }

    private static int settled(SimulatedBackend backend) {
      List<Integer> sizes = backend.run(SECOND).stream().sorted().toList();
      return sizes.get(sizes.size() / 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 4", "3, 5", "10, 15", "30, 40", "100, 122", "300, 353"})
    void settlesALittleAboveWhatItDoesAtOnce(int atOnce, int size) {
      SimulatedBackend backend = doing(atOnce, () -> 10 * MILLI);
      backend.run(5 * SECOND);
      assertThat(settled(backend)).isBetween(Math.max(atOnce, size - 5), size + 5);
    }

    @Test
    void followsWhenItDoesAThirdAndWhenItDoesAllAgain() {
      SimulatedBackend backend = doing(30, () -> 10 * MILLI);
      backend.run(5 * SECOND);
      backend.atOnce = 10;
      backend.run(SECOND);
      assertThat(settled(backend)).isBetween(12, 18);
      backend.atOnce = 30;
      backend.run(SECOND);
      assertThat(settled(backend)).isBetween(35, 45);
    }

    @Test
    void keepsItBusy() {
      SimulatedBackend backend = doing(30, () -> 10 * MILLI);
      backend.run(2 * SECOND);
      backend.takeDone();
      backend.run(20 * SECOND);
      assertThat(backend.takeDone()).isBetween(58_500L, 60_060L); // 60,000 fit
    }

    @Test
    void knowsAWorkThatTakesLongerFromABackendThatDoesLess() {
      SimulatedBackend backend = doing(30, () -> 10 * MILLI);
      backend.run(5 * SECOND);
      backend.nanos = () -> 30 * MILLI;
      backend.run(2 * SECOND);
      assertThat(settled(backend)).isBetween(35, 45);
      backend.takeDone();
      backend.run(10 * SECOND);
      assertThat(backend.takeDone()).isGreaterThan(9_700L); // 10,000 fit
    }

    @Test
    void doesNotGrowFarBeyondItsCallers() {
      SimulatedBackend backend = doing(100, () -> 10 * MILLI);
      backend.callers = 20;
      assertThat(backend.run(20 * SECOND)).allMatch(size -> size <= 2 * 20 + 7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void endsNearItAlsoWhereChanceDecidesHowLongItTakes(long seed) {
      RandomGenerator chance = Chance.seeded(seed);
      SimulatedBackend backend =
          doing(30, () -> (long) (-10 * MILLI * Math.log(1 - chance.nextDouble())));
      backend.run(5 * SECOND);
      backend.takeDone();
      assertThat(settled(backend)).isBetween(20, 60);
      backend.run(29 * SECOND);
      assertThat(backend.takeDone()).isGreaterThan(78_000L); // 87,000 fit
    }

    @Test
    void goesTheSameWayForTheSameSeed() {
      assertThat(sizesWith(5)).isEqualTo(sizesWith(5)).isNotEqualTo(sizesWith(6));
    }

    private List<Integer> sizesWith(long seed) {
      RandomGenerator chance = Chance.seeded(seed);
      return new SimulatedBackend(
              new Gradient(1, 500), 30, () -> MILLI + chance.nextLong(20 * MILLI))
          .run(5 * SECOND);
    }
  }
}
