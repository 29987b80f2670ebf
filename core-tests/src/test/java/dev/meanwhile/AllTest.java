package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.suppressedFailures;
import static dev.meanwhile.Tasks.untilInterrupted;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class AllTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Order {
    @Test
    void theCombinerReceivesTheResultsInTheOrderOfTheTasks() throws Exception {
      String two = time.run(() -> all(() -> after(9, "a"), () -> after(1, "b"), String::concat));
      String three =
          time.run(() ->
              all(() -> after(9, "a"), () -> after(5, "b"), () -> "c", (a, b, c) -> a + b + c));
      String four =
          time.run(() ->
              all(
                  () -> after(9, "a"),
                  () -> after(7, "b"),
                  () -> after(5, "c"),
                  () -> after(1, "d"),
                  (a, b, c, d) -> a + b + c + d));
      String five =
          time.run(() ->
              all(
                  () -> after(9, "a"),
                  () -> after(7, "b"),
                  () -> after(5, "c"),
                  () -> after(3, "d"),
                  () -> after(1, "e"),
                  (a, b, c, d, e) -> a + b + c + d + e));

      assertThat(List.of(two, three, four, five)).containsExactly("ab", "abc", "abcd", "abcde");
    }

    @Test
    void theListIsInTheOrderOfTheTasksWhateverTheFinishOrder() throws Exception {
      var tasks = new ArrayList<Task<Integer, RuntimeException>>();
      IntStream.range(0, 50).forEach(i -> tasks.add(() -> after((i * 37) % 50, i)));

      assertThat(time.run(() -> all(tasks)))
          .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void theTasksRunAtOnce() throws Exception {
      time.run(() ->
          all(
              () -> after(200, "a"),
              () -> after(180, "b"),
              () -> after(220, "c"),
              (a, b, c) -> a + b + c));

      assertThat(time.elapsed()).isEqualTo(ofMillis(220));
    }

    @Test
    void theCombinerRunsOnTheCallingThreadAfterAllHaveEnded() throws Exception {
      var ended = new AtomicInteger();
      Task<Integer, RuntimeException> counted = ended::incrementAndGet;

      Thread combiner =
          all(
              counted,
              counted,
              (a, b) -> {
                assertThat(ended.get()).isEqualTo(2);
                return Thread.currentThread();
              });

      assertThat(combiner).isSameAs(Thread.currentThread());
    }
  }

  @Nested
  class Failure {
    @Test
    void theFirstFailureInterruptsItsSiblingsAndWaitsForThem() {
      var failure = new IOException("down");
      var sibling = new Lingering();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  all(
                      sibling::run,
                      () -> {
                        sibling.awaitRunning();
                        return fail(failure);
                      },
                      (a, b) -> a)));

      assertThat(sibling.hadEnded()).isTrue();
      assertThat(thrown).isSameAs(failure);
      assertThat(suppressedFailures(thrown)).isEmpty();
    }

    @Test
    void theFirstInTimeIsThrownAndNotTheFirstInOrder() {
      var early = new IOException("early");
      var late = new IOException("late");

      assertThatThrownBy(() ->
              time.run(() -> all(() -> failAfter(2, late), () -> failAfter(1, early), (a, b) -> a)))
          .isSameAs(early)
          .satisfies(thrown -> assertThat(suppressedFailures(thrown)).isEmpty());
    }

    @Test
    void theFailuresOfSiblingsAreSuppressedInTheOrderOfTheTasks() {
      var failures = IntStream.range(0, 5).mapToObj(i -> new IOException("task " + i)).toList();
      var tasks = InTurn.fail(List.of(2, 4, 1, 3, 0), failures);

      Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

      assertThat(thrown).isSameAs(failures.get(2));
      assertThat(suppressedFailures(thrown))
          .containsExactly(failures.get(0), failures.get(1), failures.get(3), failures.get(4));
    }

    @RepeatedTest(30)
    void ofSeveralThatFailAtOnceOneIsThrownAndNoneIsLost() {
      var failures = IntStream.range(0, 4).mapToObj(i -> new IOException("task " + i)).toList();
      var barrier = new CyclicBarrier(4);
      var tasks = new ArrayList<Task<String, Exception>>();
      failures.forEach(failure ->
          tasks.add(() -> {
            barrier.await();
            throw failure;
          }));

      Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

      var others = new ArrayList<>(failures);
      assertThat(others.remove(thrown)).isTrue();
      assertThat(suppressedFailures(thrown)).containsExactlyElementsOf(others);
    }

    @Test
    void aFailureOfTheCombinerIsThrownAsItself() {
      var failure = new IOException("cannot combine");

      assertThatThrownBy(() -> all(() -> 1, () -> 2, (a, b) -> fail(failure))).isSameAs(failure);
    }

    @Test
    void aSiblingThatHasEndedKeepsItsResultToItself() {
      var failure = new IOException("late");

      assertThatThrownBy(() ->
              time.run(() -> all(() -> after(1, "a"), () -> failAfter(2, failure), String::concat)))
          .isSameAs(failure);
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      var started = new AtomicInteger();

      Interrupted.onEntry(
          () -> all(started::incrementAndGet, started::incrementAndGet, Integer::sum));

      assertThat(started).hasValue(0);
    }

    @Test
    void atEveryStepItEndsAllTasks() {
      Interrupted.atEveryStep(
          List.of("a", "b", "c"),
          () -> all(List.of(() -> after(3, "a"), () -> after(1, "b"), () -> after(2, "c"))));
    }

    @Test
    void ofATaskIsTheFailureOfThatTask() {
      var steps =
          InterruptAtEveryStep.ofWaiter(
              () -> all(() -> after(3, "a"), () -> after(1, "b"), String::concat));

      assertThat(steps)
          .isNotEmpty()
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void whileWaitingItInterruptsEveryTaskAndWaitsForIt() {
      var sibling = new Lingering();
      Thread caller = Thread.currentThread();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  all(
                      sibling::run,
                      () -> {
                        sibling.awaitRunning();
                        caller.interrupt();
                        return untilInterrupted();
                      },
                      (a, b) -> a)));

      assertThat(sibling.hadEnded()).isTrue();
      assertThat(thrown).isInstanceOf(InterruptedException.class);
      assertThat(caller.isInterrupted()).isFalse();
    }
  }

  @Nested
  class DeadlineAround {
    @Test
    void endsTheTasksAndIsThrown() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(50),
                      () ->
                          all(
                              () -> all(List.of(() -> after(50, 1), () -> after(50, 2))),
                              () -> after(40, 3),
                              (a, b) -> b))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void nothingGivesAnEmptyList() throws Exception {
      assertThat(all(List.<Task<String, IOException>>of())).isEmpty();
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      List<String> list = all(Arrays.asList(() -> null, () -> "b", () -> null));

      assertThat(list).containsExactly(null, "b", null);
      assertThat(
              Meanwhile.<Object, Object, String, RuntimeException>all(
                  () -> null, () -> null, (a, b) -> a + "," + b))
          .isEqualTo("null,null");
    }

    @Test
    void theListCannotBeChanged() throws Exception {
      List<String> list = all(List.of(() -> "a"));

      assertThatThrownBy(() -> list.set(0, "b")).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Misused {
    @Test
    void aTaskThatIsNullFailsAtOnceAndNothingIsStarted() {
      var started = new AtomicInteger();

      assertThatThrownBy(() -> all(started::incrementAndGet, null, Integer::sum))
          .isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aNullInAListIsTheCallersFaultAndNotAFailureOfATask() {
      var started = new AtomicInteger();
      List<Task<Integer, RuntimeException>> tasks = Arrays.asList(started::incrementAndGet, null);

      assertThatThrownBy(() -> all(tasks)).isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aCombinerThatIsNullFailsAtOnceAndNothingIsStarted() {
      var started = new AtomicInteger();

      assertThatThrownBy(() -> all(started::incrementAndGet, started::incrementAndGet, null))
          .isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aListThatBreaksMidwayStartsNothing() {
      var broken = new IllegalStateException("no more");
      var started = new AtomicInteger();
      Task<Integer, RuntimeException> counted = started::incrementAndGet;

      assertThatThrownBy(() -> all(Tasks.listThatBreaks(counted, broken))).isSameAs(broken);
      assertThat(started).hasValue(0);
    }
  }
}
