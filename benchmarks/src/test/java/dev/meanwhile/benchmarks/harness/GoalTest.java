package dev.meanwhile.benchmarks.harness;

import static dev.meanwhile.benchmarks.harness.Contest.byHand;
import static dev.meanwhile.benchmarks.harness.Contest.ours;
import static dev.meanwhile.benchmarks.harness.Contest.peer;
import static dev.meanwhile.benchmarks.harness.Contest.standings;
import static dev.meanwhile.benchmarks.harness.Goal.Verdict.MISSED;
import static dev.meanwhile.benchmarks.harness.Goal.Verdict.REACHED;
import static dev.meanwhile.benchmarks.harness.Goal.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void byHandIsTheFloor() {
    var standings = standings(ours(12, 1), byHand(10, 1), peer("Other", 1, 1));

    assertThat(Goal.timesTheFloor(1.2).judge(standings)).isEqualTo(REACHED);
    assertThat(Goal.timesTheFloor(1.1).judge(standings)).isEqualTo(MISSED);
  }

  @Test
  void theBestPeerIsTheQuickestThatIsNeitherOursNorByHand() {
    var standings = standings(ours(20, 1), byHand(1, 1), peer("Slow", 90, 1), peer("Quick", 19, 1));

    assertThat(Goal.aheadOfEveryPeer().judge(standings)).isEqualTo(MISSED);
    assertThat(Goal.timesTheBest(1.1).judge(standings)).isEqualTo(REACHED);
  }

  @Test
  void aheadBySoManyTimesIsAFractionOfTheTime() {
    var standings = standings(ours(10, 1), peer("Other", 80, 1));

    assertThat(Goal.aheadBy(8, "Other").judge(standings)).isEqualTo(REACHED);
    assertThat(Goal.aheadBy(8.1, "Other").judge(standings)).isEqualTo(MISSED);
  }

  @Test
  void ofSeveralRivalsTheQuickestCounts() {
    var standings = standings(ours(10, 1), peer("A", 5, 1), peer("B", 11, 1), peer("C", 12, 1));

    assertThat(Goal.aheadOf(List.of("B", "C")).judge(standings)).isEqualTo(REACHED);
    assertThat(Goal.aheadOf(List.of("A", "C")).judge(standings)).isEqualTo(MISSED);
  }

  @Test
  void bytesThatNobodyCountedWinNothing() {
    var standings = standings(ours(1, 100), peer("Uncounted", 1, Double.NaN), peer("B", 1, 101));

    assertThat(Goal.noMoreBytesThanAnyPeer().judge(standings)).isEqualTo(REACHED);
  }

  @Test
  void anAbsoluteGoalNeedsNobodyElse() {
    assertThat(Goal.within(20).judge(standings(ours(20, 1)))).isEqualTo(REACHED);
    assertThat(Goal.within(20).judge(standings(ours(21, 1)))).isEqualTo(MISSED);
    assertThat(Goal.withinBytes(200).judge(standings(ours(1, 201)))).isEqualTo(MISSED);
  }

  @Test
  void whoDidNotRunLeavesItUnknown() {
    assertThat(Goal.notSlowerThan("Other").judge(standings(ours(1, 1)))).isEqualTo(UNKNOWN);
    assertThat(Goal.within(1).judge(standings(peer("Other", 1, 1)))).isEqualTo(UNKNOWN);
  }

  @Test
  void aGoalMayBeForSomeVariantsOnly() {
    assertThat(Goal.within(1).where("limit=8").isFor(standings(ours(1, 1)))).isTrue();
    assertThat(Goal.within(1).where("limit=1000").isFor(standings(ours(1, 1)))).isFalse();
  }
}
