package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Deadline;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Grace;
import dev.meanwhile.Outcome;
import dev.meanwhile.StillRunning;
import dev.meanwhile.Stragglers;
import dev.meanwhile.TaskTrace;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class PlanFailureTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);
  private final IOException failure = new IOException("down");

  private <T> T failAfter(int millis) throws IOException, InterruptedException {
    sleep(ofMillis(millis));
    throw failure;
  }

  @Nested
  class Failure {
    @Test
    void cancelsTheOthersAndIsThrownAsItself() {
      var interrupted = new AtomicInteger();
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> PlanFailureTest.this.<String>failAfter(10));
                var b =
                    p.step(
                        "b",
                        in,
                        i -> {
                          try {
                            return moments.of("b", 9_000);
                          } catch (InterruptedException told) {
                            interrupted.incrementAndGet();
                            throw told;
                          }
                        });
                return p.step("c", a, b, (x, y) -> moments.of("c", 1));
              });

      assertThatThrownBy(() -> time.run(() -> plan.run(1))).isSameAs(failure);

      assertThat(interrupted).hasValue(1);
      assertThat(moments.began()).containsOnlyKeys("b");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void isCaughtByItsTypeWhichTheCompilerKnows() throws Exception {
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked("plan", (p, in) -> p.step("a", in, i -> failAfter(0)));
      Throwable caught = null;

      try {
        plan.run(1);
      } catch (IOException down) {
        caught = down;
      }

      assertThat(caught).isSameAs(failure);
    }

    @Test
    void showsTheStepWhereItWasDefinedAndWhereThePlanRan() {
      CheckedPlan<Integer, String, IOException> plan = Plan.checked("plan", this::defineHere);

      Throwable thrown = catchThrowable(() -> runHere(plan));

      var text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text, true));
      assertThat(text.toString())
          .containsSubsequence(
              "java.io.IOException: down",
              "Suppressed: dev.meanwhile.TaskTrace: task \"plan/b\", started at ",
              "PlanFailureTest$Failure.defineHere(PlanFailureTest.java:",
              ", awaited at",
              "PlanFailureTest$Failure.runHere(PlanFailureTest.java:");
      assertThat(text.toString()).doesNotContain("CheckedPlan");
    }

    private Step<String> defineHere(Steps p, Step<Integer> in) throws IOException {
      var a = p.step("a", in, i -> i + 1);
      return p.step("b", a, i -> failAfter(0));
    }

    private String runHere(CheckedPlan<Integer, String, IOException> plan) throws Exception {
      return plan.run(1);
    }

    @Test
    void carriesThoseOfTheOthersInTheOrderOfTheSteps() {
      var late = new IllegalStateException("late");
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> failsWhenToldTo(late));
                var b = p.step("b", in, i -> failsWhenToldTo(new IllegalStateException("later")));
                var c = p.step("c", in, i -> PlanFailureTest.this.<String>failAfter(10));
                return p.step("all", a, b, c, (x, y, z) -> "never");
              });

      assertThatThrownBy(() -> time.run(() -> plan.run(1))).isSameAs(failure);

      assertThat(Arrays.stream(failure.getSuppressed()).filter(e -> !(e instanceof TaskTrace)))
          .extracting(Throwable::getMessage)
          .containsExactly("late", "later");
    }

    private static String failsWhenToldTo(RuntimeException failure) {
      try {
        sleep(ofSeconds(1));
        return "never";
      } catch (InterruptedException told) {
        throw failure;
      }
    }

    @Test
    void ofAVirtualMachineErrorIsNoAnswer() {
      var error = new OutOfMemoryError("made up");
      Plan<Integer, Outcome<String>> plan =
          Plan.define(
              "plan",
              (p, in) ->
                  p.outcome(s ->
                      s.step(
                          "a",
                          in,
                          i -> {
                            throw error;
                          })));

      assertThatThrownBy(() -> plan.run(1)).isSameAs(error);
    }

    @Test
    void inAMapNamesTheElement() {
      CheckedPlan<List<Integer>, List<String>, IOException> plan =
          Plan.checked("plan", (p, in) -> p.map("items", in, atMost(1), i -> failAfter(i)));

      assertThatThrownBy(() -> time.run(() -> plan.run(List.of(1, 2)))).isSameAs(failure);

      assertThat(failure.getSuppressed())
          .extracting(Throwable::getMessage)
          .anySatisfy(message -> assertThat(message).startsWith("task \"test/plan/items/map[0]\""));
    }

    @Test
    void leavesAStepThatIgnoresItsCancelAndNamesIt() throws Exception {
      var deaf = new CompletableFuture<Thread>();
      var release = new CountDownLatch(1);
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) -> {
                var a = p.step("deaf", in, i -> untilReleased(deaf, release));
                p.step("never", a, i -> moments.of("never", 0));
                return p.step("fails", in, i -> failOnce(deaf));
              });

      Throwable thrown = catchThrowable(() -> scope(Grace.of(ZERO), s -> plan.run(1)));
      List<String> left = Stragglers.current().stream().map(Stragglers.Straggler::task).toList();
      release.countDown();
      deaf.join().join();

      assertThat(thrown).isSameAs(failure);
      assertThat(Arrays.stream(thrown.getSuppressed()).filter(StillRunning.class::isInstance))
          .extracting(Throwable::getMessage)
          .containsExactly("still running, told to stop: plan/deaf");
      assertThat(left).containsExactly("plan/deaf");
      assertThat(Stragglers.current()).isEmpty();
      assertThat(moments.began()).as("what is abandoned starts nothing").isEmpty();
    }

    private String failOnce(CompletableFuture<Thread> running) throws IOException {
      running.join();
      throw failure;
    }

    private static String untilReleased(CompletableFuture<Thread> running, CountDownLatch latch) {
      running.complete(Thread.currentThread());
      while (true) {
        try {
          latch.await();
          return "released";
        } catch (InterruptedException told) {
          // This is what the test needs it for.
        }
      }
    }
  }

  @Nested
  class FailureThatIsAnAnswer {
    @Test
    void isGivenToTheReadersAsAnOutcome() throws Exception {
      Plan<Integer, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var rates = p.outcome(s -> s.step("rates", in, i -> failAfter(10)));
                var tax = p.outcome(s -> s.step("tax", in, i -> moments.of("tax", 30, i * 2)));
                return p.step("order", rates, tax, (r, t) -> r + " " + t);
              });

      assertThat(time.run(() -> plan.run(1)))
          .isEqualTo(new Outcome.Failure<>(failure) + " " + new Outcome.Success<>(2));
    }

    @Test
    void cancelsNothing() throws Exception {
      Plan<Integer, Outcome<String>> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                p.step("other", in, i -> moments.of("other", 50));
                return p.outcome(s -> s.step("rates", in, i -> failAfter(10)));
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo(new Outcome.Failure<>(failure));
      assertThat(moments.ended()).isEqualTo(Map.of("other", 50L));
    }

    @Test
    void isNoneOnceItWasToldToStop() {
      CheckedPlan<Integer, Outcome<String>, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) -> {
                p.step("other", in, i -> failAfter(10));
                var slow =
                    p.outcome(s ->
                        s.step(
                            "slow",
                            in,
                            i -> {
                              try {
                                sleep(ofSeconds(1));
                                return "";
                              } catch (InterruptedException told) {
                                throw new IllegalStateException("because of the cancel");
                              }
                            }));
                return p.step(
                    "after",
                    slow,
                    o -> {
                      moments.of("after", 0);
                      return o;
                    });
              });

      assertThatThrownBy(() -> time.run(() -> plan.run(1))).isSameAs(failure);
      assertThat(moments.began()).isEmpty();
    }

    @Test
    void isNoneIfItIsAnInterrupt() {
      Plan<Integer, Outcome<String>> plan =
          Plan.define(
              "plan",
              (p, in) ->
                  p.outcome(s ->
                      s.step(
                          "a",
                          in,
                          i -> {
                            throw new InterruptedException("made up");
                          })));

      assertThatThrownBy(() -> plan.run(1))
          .isInstanceOf(InterruptedException.class)
          .hasMessage("made up");
    }
  }

  @Nested
  class DeadlineAround {
    @Test
    void endsTheStepsAndNamesThem() {
      Plan<Integer, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> moments.of("a", 5));
                return p.step("b", a, i -> untilTold());
              });

      assertThatThrownBy(() -> time.run(() -> within(ofMillis(20), () -> plan.run(1))))
          .isInstanceOfSatisfying(
              DeadlineExceeded.class,
              late -> assertThat(late.stillRunning()).containsExactly("test/plan/b"));
      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
    }

    private static String untilTold() throws InterruptedException {
      while (true) {
        sleep(Deadline.remaining());
      }
    }

    @Test
    void isReadableInEachStep() throws Exception {
      Plan<Integer, List<Long>> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> moments.of("a", 5, remaining()));
                var b = p.step("b", a, i -> moments.of("b", 5, remaining()));
                return p.step("all", List.of(a, b), List::copyOf);
              });

      assertThat(time.run(() -> within(ofMillis(20), () -> plan.run(1)))).containsExactly(20L, 15L);
    }

    private static long remaining() {
      return Deadline.remaining().toMillis();
    }

    @Test
    void cutsNoPlanThatEndsInTime() throws Exception {
      Plan<Integer, String> plan =
          Plan.define("plan", (p, in) -> p.step("a", in, i -> moments.of("a", 19)));

      assertThat(time.run(() -> outcome(() -> within(ofMillis(20), () -> plan.run(1)))))
          .isEqualTo(new Outcome.Success<>("a"));
    }
  }
}
