package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
  private final Story story = new Story("run");

  @Test
  void callsOneAfterTheOtherAreAllOnIt() {
    long a = story.task("a", 1, 0, 100);
    long b = story.task("b", 1, 100, 150);
    story.waits(1, WaitReason.RESULT, 0, 100, a).waits(1, WaitReason.RESULT, 100, 150, b);

    assertThat(path(story.ends(150))).containsExactly("a running 0-100", "b running 100-150");
  }

  @Test
  void ofCallsAtOnceTheSlowestIsOnIt() {
    story.task("a", 1, 0, 100);
    long b = story.task("b", 1, 0, 150);
    story.task("c", 1, 0, 120);
    story.waits(1, WaitReason.JOIN, 0, 150, b);

    assertThat(path(story.ends(150))).containsExactly("b running 0-150");
  }

  @Test
  void whatTheCallerDoesItselfIsOnIt() {
    long a = story.task("a", 1, 20, 100);
    story.waits(1, WaitReason.JOIN, 20, 100, a);

    assertThat(path(story.ends(130)))
        .containsExactly("run running 0-20", "a running 20-100", "run running 100-130");
  }

  @Test
  void aTaskThatWorksOnAfterItsOwnCallIsFoundEvenIfAnotherCallEndedLater() {
    // get1 ends at 100, get2 at 150; but the first branch worked on until 200.
    long foo1 = story.task("foo1", 1, 0, 200);
    long foo2 = story.task("foo2", 1, 0, 150);
    long get1 = story.task("get1", foo1, 0, 100);
    long get2 = story.task("get2", foo2, 0, 150);
    long get3 = story.task("get3", 1, 200, 300);
    story
        .waits(foo1, WaitReason.RESULT, 0, 100, get1)
        .waits(foo2, WaitReason.RESULT, 0, 150, get2)
        .waits(1, WaitReason.JOIN, 0, 200, foo1)
        .waits(1, WaitReason.JOIN, 200, 300, get3);

    assertThat(path(story.ends(300)))
        .containsExactly("get1 running 0-100", "foo1 running 100-200", "get3 running 200-300");
  }

  @Test
  void aResultHandedFromOneTaskToAnotherLeadsToTheOneThatMadeIt() {
    long user = story.task("user", 1, 0, 80);
    long team = story.task("team", 1, 0, 200);
    story.waits(team, WaitReason.RESULT, 5, 80, user).waits(1, WaitReason.JOIN, 0, 200, team);

    assertThat(path(story.ends(200))).containsExactly("user running 0-80", "team running 80-200");
  }

  @Test
  void aTaskInTheQueueOfALimitLeadsToTheOneThatPassedOnItsPermit() {
    long a = story.task("a", 1, 0, 100);
    long b = story.task("b", 1, 0, 100, 160, Ending.OK);
    story.limit(b, 0, 1, 1, 1).limit(a, 100, 1, 1, 0).limit(b, 160, 1, 0, 0);
    story.waits(1, WaitReason.JOIN, 1, 160, b);

    assertThat(path(story.ends(160))).containsExactly("a running 0-100", "b running 100-160");
  }

  @Test
  void aTaskInAQueueOfWhichNothingElseIsKnownWasQueued() {
    long b = story.task("b", 1, 0, 100, 160, Ending.OK);
    story.waits(1, WaitReason.JOIN, 1, 160, b);

    assertThat(path(story.ends(160))).containsExactly("b queued 0-100", "b running 100-160");
  }

  @Test
  void theElementsOfAMapFollowEachOtherOnTheirWorker() {
    story.element("map[0]", 1, "worker 0", 1, 1, 50, Ending.OK);
    story.element("map[1]", 1, "worker 1", 2, 2, 30, Ending.OK);
    story.element("map[2]", 1, "worker 1", 30, 30, 90, Ending.OK);
    long last = story.element("map[3]", 1, "worker 0", 50, 50, 120, Ending.OK);
    story.waits(1, WaitReason.JOIN, 0, 120, last);

    assertThat(path(story.ends(120)))
        .containsExactly("run running 0-1", "map[0] running 1-50", "map[3] running 50-120");
  }

  @Test
  void aDelayThatPassedIsAWaitOfItsOwn() {
    long first = story.task("first", 1, 0, 140, Ending.CANCELLED);
    long second = story.task("second", 1, 50, 140);
    story
        .waits(1, WaitReason.DELAY, 0, 50, 0)
        .waits(1, WaitReason.JOIN, 50, 140, second)
        .cancels(first, 140, CancelReason.RACE_WON, second);

    assertThat(path(story.ends(140))).containsExactly("run waiting 0-50", "second running 50-140");
  }

  @Test
  void aTaskThatWasSlowToStopIsOnItFromTheTimeItWasToldTo() {
    long bad = story.task("bad", 1, 0, 40, Ending.FAILED);
    long slow = story.task("slow", 1, 0, 70, Ending.CANCELLED);
    story
        .cancels(slow, 40, CancelReason.SIBLING_FAILED, bad)
        .waits(1, WaitReason.JOIN, 0, 40, bad)
        .waits(1, WaitReason.JOIN, 40, 70, slow);

    assertThat(path(story.ends(70, Ending.FAILED)))
        .containsExactly("bad running 0-40", "slow running 40-70");
  }

  @Test
  void aRunWithoutItsBeginningHasNone() {
    story.task("a", 1, 0, 100);
    RunTrace whole = story.ends(100);
    var rest = whole.events().subList(1, whole.events().size());

    assertThat(path(new RunTrace(7, "run", null, rest, 1, false))).isEmpty();
  }

  @Test
  void tasksThatTakeNoTimeAtAllDoNotKeepItFromEnding() {
    long a = story.task("a", 1, 0, 0);
    long b = story.task("b", a, 0, 0);
    story.waits(1, WaitReason.JOIN, 0, 0, a).waits(a, WaitReason.JOIN, 0, 0, b);
    story.waits(b, WaitReason.RESULT, 0, 0, a).waits(1, WaitReason.JOIN, 0, 0, b);

    assertThat(path(story.ends(0))).isEmpty();
  }

  private static List<String> path(RunTrace trace) {
    return Timeline.of(trace).criticalPath().stream()
        .map(piece ->
            piece.name()
                + " "
                + piece.kind().name().toLowerCase(java.util.Locale.ROOT)
                + " "
                + piece.from() / Story.MILLI
                + "-"
                + piece.to() / Story.MILLI)
        .toList();
  }
}
