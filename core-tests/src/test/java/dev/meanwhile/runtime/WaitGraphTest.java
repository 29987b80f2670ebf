package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Misuse;
import dev.meanwhile.Stalled;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.testing.LeakGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No silent hang: a circle of waits is refused, and a run in which nobody is awake is ended. */
@ExtendWith(LeakGuard.class)
class WaitGraphTest {
  /** What the wait graph promises: of those who close a circle, at least one is refused. */
  interface CircleCheck {
    void refuse(TaskNode reader, Wait wait, Fork<?, ?> target);
  }

  private TaskGroup group;

  @BeforeEach
  void open() throws InterruptedException {
    group = TaskGroup.open("test", null, Rule.FAIL_FAST);
  }

  @AfterEach
  void close() {
    group.close();
    Thread.interrupted();
  }

  private Fork<Integer, RuntimeException> task(String name) {
    return new Fork<>(group, name, () -> 1, null);
  }

  private static Wait waitFor(TaskNode reader, Fork<?, ?> target) {
    return new Wait(reader, WaitReason.RESULT, target, Timekeeper.NEVER);
  }

  /** Tasks of which each is about to wait for the next, the last one for the first. */
  private record Circle(List<Fork<?, ?>> tasks, AtomicInteger refused) {}

  private Circle circle(int size) {
    var tasks = new ArrayList<Fork<?, ?>>();
    for (int i = 0; i < size; i++) {
      tasks.add(task("t" + i));
    }
    return new Circle(tasks, new AtomicInteger());
  }

  @Nested
  class ACircleThatIsClosedByAllAtOnce {
    private void isRefused(int size, CircleCheck check) throws InterruptedException {
      Crowd.rounds(
          size,
          2_000,
          () -> circle(size),
          (circle, number) -> {
            Fork<?, ?> reader = circle.tasks().get(number);
            Fork<?, ?> target = circle.tasks().get((number + 1) % size);
            try {
              check.refuse(reader, waitFor(reader, target), target);
            } catch (Misuse refused) {
              circle.refused().incrementAndGet();
            }
          },
          circle -> assertThat(circle.refused().get()).as("refused").isPositive());
    }

    @Test
    void isRefusedToAtLeastOneOfTwo() throws Exception {
      isRefused(2, WaitGraphTest::publishThenCheck);
    }

    @Test
    void isRefusedToAtLeastOneOfThree() throws Exception {
      isRefused(3, WaitGraphTest::publishThenCheck);
    }

    @Test
    void theSameCheckCatchesAGraphThatIsPublishedTooLate() {
      assertThatThrownBy(() -> isRefused(2, WaitGraphTest::checkThenPublish))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("refused");
    }
  }

  /** As {@code Later.get} does it. */
  private static void publishThenCheck(TaskNode reader, Wait wait, Fork<?, ?> target) {
    reader.waiting(wait);
    try {
      WaitGraph.refuseCycle(reader, target);
    } catch (Misuse circle) {
      reader.waiting(null);
      throw circle;
    }
  }

  /** The broken twin: it looks whether the other one waits, and says only then that it waits. */
  private static void checkThenPublish(TaskNode reader, Wait wait, Fork<?, ?> target) {
    Wait other = target.waiting();
    if (other != null && other.on() == reader) {
      throw new Misuse("circle");
    }
    Thread.yield();
    reader.waiting(wait);
  }

  @Nested
  class AWait {
    @Test
    void forOneselfIsRefusedWithBothPlaces() {
      Fork<?, ?> self = task("self");

      assertThatThrownBy(() -> publishThenCheck(self, waitFor(self, self), self))
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("task \"self\" would wait for ever for task \"self\"");
      assertThat(self.waiting()).isNull();
    }

    @Test
    void forAnotherIsAllowed() {
      Fork<?, ?> reader = task("reader");
      Wait wait = waitFor(reader, task("target"));

      publishThenCheck(reader, wait, task("target"));

      assertThat(reader.waiting()).isSameAs(wait);
    }

    @Test
    void throughAThirdIsRefused() {
      Fork<?, ?> a = task("a");
      Fork<?, ?> b = task("b");
      Fork<?, ?> c = task("c");
      publishThenCheck(a, waitFor(a, b), b);
      publishThenCheck(b, waitFor(b, c), c);

      assertThatThrownBy(() -> publishThenCheck(c, waitFor(c, a), a)).isInstanceOf(Misuse.class);
    }
  }

  @Nested
  class AStalledRun {
    private Throwable stall() {
      group.fork(
          () -> new Wait(TaskNode.running(), WaitReason.TURN, null, Timekeeper.NEVER).await());
      return catchThrowable(group::join);
    }

    @Test
    void isEndedWithTheGraphOfWhoWaits() {
      assertThat(stall())
          .isInstanceOf(Stalled.class)
          .hasMessageContaining("the calling thread waits: JOIN of test")
          .hasMessageContaining("task \"test[0]\" waits: TURN");
    }

    @Test
    void leavesNoInterruptFlagBehind() throws Exception {
      for (int round = 0; round < 200; round++) {
        close();
        open();
        assertThat(stall()).isInstanceOf(Stalled.class);
        assertThat(Thread.interrupted()).as("the flag in round %d", round).isFalse();
      }
    }
  }
}
