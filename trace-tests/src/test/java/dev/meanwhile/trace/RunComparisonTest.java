package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
  private final Story before = new Story("by hand");
  private final Story after = new Story("meanwhile");

  @Test
  void tasksOfOneNameBelongTogetherWhereverTheyStand() {
    before.task("user", 1, 0, 80);
    long group = after.task("group", 1, 0, 90);
    after.task("user", group, 0, 90);

    assertThat(pairs()).containsExactly("user +10", "group only after");
  }

  @Test
  void ofSeveralWithOneNameTheFirstBelongToTheFirst() {
    before.task("get", 1, 0, 10);
    before.task("get", 1, 10, 40);
    after.task("get", 1, 5, 25);
    after.task("get", 1, 0, 10);

    assertThat(pairs()).containsExactly("get -10", "get +0");
  }

  @Test
  void whatChangedMostComesFirst() {
    before.task("a", 1, 0, 10);
    before.task("b", 1, 0, 100);
    before.task("gone", 1, 0, 500);
    after.task("a", 1, 0, 15);
    after.task("b", 1, 0, 40);

    assertThat(pairs()).containsExactly("b -60", "a +5", "gone only before");
  }

  @Test
  void twoTasksThatLookTheSameAreBothKept() {
    after.task("get", 1, 0, 10);
    after.task("get", 1, 0, 10);

    assertThat(pairs()).containsExactly("get only after", "get only after");
  }

  @Test
  void theReportSaysTimesAndTheCriticalPath() {
    long slow = before.task("user", 1, 0, 300);
    before.waits(1, WaitReason.JOIN, 0, 300, slow);
    long fast = after.task("user", 1, 0, 100);
    after.waits(1, WaitReason.JOIN, 0, 100, fast).task("new", 1, 0, 50);

    assertThat(new ComparisonReport(true).of(comparison(300, 100)))
        .startsWith("by hand → meanwhile\n")
        .containsPattern("wall +300 ms +100 ms +-200 ms  \\(-67 %\\)\n")
        .containsPattern("peak in flight +1 +2\n")
        .containsPattern("user +◆ 300 ms +◆ 100 ms +-200 ms\n")
        .endsWith("\nonly after: new\n");
  }

  @Test
  void runsThatShareNothingAreSaidSo() {
    assertThat(new ComparisonReport(false).of(comparison(0, 0)))
        .contains("by hand -> meanwhile", "no task has the same name in both");
  }

  private List<String> pairs() {
    return comparison(1000, 1000).pairs().stream().map(RunComparisonTest::text).toList();
  }

  private RunComparison comparison(double first, double second) {
    return RunComparison.of(Timeline.of(before.ends(first)), Timeline.of(after.ends(second)));
  }

  private static String text(RunComparison.Pair pair) {
    if (pair.isInBoth()) {
      return pair.name() + " %+d".formatted(pair.change() / Story.MILLI);
    }
    return pair.name() + (pair.after() == null ? " only before" : " only after");
  }
}
