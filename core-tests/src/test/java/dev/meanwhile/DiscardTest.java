package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.discarding;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.repeatable;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.resilience.Hedge;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.resilience.Within;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A value that its verb does not hand out goes to the hook of its task, once. */
@ExtendWith(LeakGuard.class)
class DiscardTest extends DiscardFixture {
  @Nested
  class ThatIsHandedOut {
    @Test
    void isNoneForTheHook() throws Exception {
      time.run(() -> {
        String both = all(quick("a"), quick("b"), String::concat);
        List<String> listed = all(List.of(quick("c"), quick("d")));
        var settled = settle(List.of(quick("e")));
        String won = race(quick("f")) + any(quick("g")) + hedge(ofSeconds(1), quick("h"));
        String inTime =
            within(ofSeconds(1), quick("i")) + withinOr(ofSeconds(1), quick("j"), quick("k"));
        String shielded = shield(ofSeconds(1), quick("l"));
        String linked = unless(CancelSignal.after(ofSeconds(1)), quick("m"));
        String started = scope(s -> s.start(quick("n")).get());
        return List.of(both, listed, settled, won, inTime, shielded, linked, started);
      });

      assertThat(discarded).isEmpty();
    }

    @Test
    void isReturnedAsEverByTheTaskItself() throws Exception {
      assertThat(quick("a").run()).isEqualTo("a");
      assertThat(discarded).isEmpty();
    }
  }

  @Nested
  class ThatComesTooLate {
    @Test
    void isThatOfTheLoserOfARace() throws Exception {
      String winner = time.run(() -> race(stubborn(50, "slow"), stubborn(10, "quick")));

      assertThat(winner).isEqualTo("quick");
      assertThat(discarded).containsExactly("slow");
    }

    @Test
    void isThatOfTheLoserOfAnyAndAHedge() throws Exception {
      time.run(() ->
          any(stubborn(50, "slow"), stubborn(10, "quick"))
              + hedge(ofMillis(10), stubborn(50, "primary"), stubborn(10, "fallback")));

      assertThat(discarded).containsExactly("slow", "primary");
    }

    @Test
    void isThatOfTheSiblingOfAFailure() {
      assertThatThrownBy(() ->
              time.run(
                  () -> all(stubborn(50, "slow"), () -> failAfter(10, failure), String::concat)))
          .isSameAs(failure);
      assertThat(discarded).containsExactly("slow");
    }

    @Test
    void isThatOfATaskBeyondItsDeadline() {
      var clock = new EagerTime();
      Task<String, RuntimeException> late =
          discarding(
              () -> {
                clock.advance(ofMillis(11));
                return "late";
              },
              discarded::add);

      assertThatThrownBy(() -> clock.run(() -> within(ofMillis(10), late)))
          .isInstanceOf(DeadlineExceeded.class);
      assertThatThrownBy(() -> clock.run(() -> shield(ofMillis(10), late)))
          .isInstanceOf(DeadlineExceeded.class);
      String other =
          catchResult(() -> clock.run(() -> withinOr(ofMillis(10), late, () -> "other")));

      assertThat(other).isEqualTo("other");
      assertThat(discarded).containsExactly("late", "late", "late");
    }

    @Test
    void isThatOfATaskThatWasCancelled() {
      var stop = Cancellation.create();

      assertThatThrownBy(() ->
              unless(
                  stop.signal(),
                  discarding(
                      () -> {
                        stop.cancel("enough");
                        return "late";
                      },
                      discarded::add)))
          .isInstanceOf(Cancelled.class);
      assertThat(discarded).containsExactly("late");
    }

    @Test
    void isThatOfAStragglerAtLast() throws Exception {
      var clock = new EagerTime();
      var running = new CompletableFuture<Thread>();
      var release = new CountDownLatch(1);
      Task<String, RuntimeException> deaf =
          discarding(
              () -> {
                running.complete(Thread.currentThread());
                Tasks.ignoringInterrupts(release);
                return "at last";
              },
              discarded::add);

      assertThatThrownBy(() ->
              clock.run(() ->
                  all(
                      deaf,
                      () -> {
                        running.join();
                        return fail(failure);
                      },
                      String::concat)))
          .isSameAs(failure);
      assertThat(discarded).isEmpty();
      release.countDown();
      running.join().join();

      assertThat(discarded).containsExactly("at last");
    }
  }

  @Nested
  class ThatNobodyGets {
    @Test
    void isThatOfASiblingThatWasReadyBeforeTheFailure() {
      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      List.of(
                          quick("a"),
                          discarding(() -> failAfter(10, failure), discarded::add),
                          stubborn(5, "b")))))
          .isSameAs(failure);
      assertThat(discarded).containsExactly("a", "b");
    }

    @Test
    void isThatOfASettleThatIsInterrupted() {
      Thread caller = Thread.currentThread();

      assertThatThrownBy(() ->
              time.run(() ->
                  settle(
                      List.of(
                          quick("ready"),
                          () -> {
                            sleep(ofMillis(10));
                            caller.interrupt();
                            return Tasks.untilInterrupted();
                          }))))
          .isInstanceOf(InterruptedException.class);
      assertThat(discarded).containsExactly("ready");
    }

    @Test
    void isThatOfAScopeThatHasNotAsked() throws Exception {
      String asked =
          time.run(() ->
              scope(s -> {
                s.start(quick("not asked"));
                var later = s.start(quick("asked"));
                return later.get() + later.get();
              }));

      assertThat(asked).isEqualTo("askedasked");
      assertThat(discarded).containsExactly("not asked");
    }

    @Test
    void isThatOfAScopeThatFailsBeforeItAsks() {
      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    var asked = s.start(quick("asked"));
                    s.start(quick("not asked"));
                    sleep(ofMillis(10));
                    asked.get();
                    return fail(failure);
                  })))
          .isSameAs(failure);
      assertThat(discarded).containsExactly("not asked");
    }

    @Test
    void isThatOfAnAnswerThatARetryTakesForAFailure() throws Exception {
      var calls = new AtomicInteger();
      Task<String, RuntimeException> polling =
          discarding(() -> "answer " + calls.incrementAndGet(), discarded::add);
      Retry untilThird = Retry.attempts(5).onResult(String.class, answer -> !answer.endsWith("3"));

      String answer = time.run(() -> untilThird.call(polling));
      String last =
          time.run(() -> Retry.attempts(2).onResult(String.class, _ -> true).call(polling));

      assertThat(answer).isEqualTo("answer 3");
      assertThat(last).isEqualTo("answer 5");
      assertThat(discarded).containsExactly("answer 1", "answer 2", "answer 4");
    }

    @Test
    void isThatOfARetryThatIsInterruptedInItsDelay() {
      Retry retry = Retry.attempts(2).onResult(String.class, _ -> true);

      var steps = InterruptAtEveryStep.ofCaller(() -> retry.call(quick("answer")));

      assertThat(steps).hasSize(1);
      assertThat(discarded).as("one interrupted, two that ran through").hasSize(2);
    }

    @Test
    void isNotANull() {
      assertThatThrownBy(() ->
              time.run(() -> all(quick(null), () -> failAfter(10, failure), (a, b) -> "combined")))
          .isSameAs(failure);
      assertThat(discarded).isEmpty();
    }
  }

  @Nested
  class UnderPolicies {
    @Test
    void theOuterOnesKnowOfTheHook() {
      var clock = new EagerTime();
      Policy policy = Policy.of(Within.of(ofMillis(10)), Retry.attempts(3));

      assertThatThrownBy(() ->
              clock.run(() ->
                  policy.call(
                      discarding(
                          () -> {
                            clock.advance(ofMillis(11));
                            return "late";
                          },
                          discarded::add))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(discarded).containsExactly("late");
    }

    @Test
    void theLosingAttemptOfAHedgeIsDiscarded() throws Exception {
      var attempt = new AtomicInteger();
      Task<String, RuntimeException> task =
          discarding(
              () -> {
                int number = attempt.incrementAndGet();
                try {
                  return after(number == 1 ? 100 : 10, "attempt " + number);
                } catch (InterruptedException ignored) {
                  return "attempt " + number;
                }
              },
              discarded::add);

      String answer = time.run(() -> Hedge.after(ofMillis(20)).call(repeatable(task)));

      assertThat(answer).isEqualTo("attempt 2");
      assertThat(discarded).containsExactly("attempt 1");
    }
  }

  private static <T> T catchResult(Task<T, ?> work) {
    try {
      return work.run();
    } catch (Exception | StackOverflowError thrown) {
      return null;
    }
  }
}
