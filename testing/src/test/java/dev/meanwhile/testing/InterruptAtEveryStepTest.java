package dev.meanwhile.testing;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Grace;
import dev.meanwhile.Outcome;
import dev.meanwhile.testing.InterruptAtEveryStep.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Work is interrupted at its first, second, … last wait point. */
class InterruptAtEveryStepTest {
  private static int after(int millis) throws InterruptedException {
    sleep(ofMillis(millis));
    return millis;
  }

  @Nested
  class TheSteps {
    @Test
    void areAsManyAsTheWaitPointsAndNumberedFromOne() {
      var steps =
          InterruptAtEveryStep.ofCaller(() -> {
            sleep(ofMillis(1));
            sleep(ofMillis(1));
            sleep(ofMillis(1));
            return "done";
          });

      assertThat(steps).extracting(Step::number).containsExactly(1, 2, 3);
      assertThat(steps)
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void ofWorkThatNeverWaitsAreNone() {
      assertThat(InterruptAtEveryStep.ofCaller(() -> 1)).isEmpty();
      assertThat(InterruptAtEveryStep.ofWaiter(() -> 1)).isEmpty();
    }

    @Test
    void reachEveryPlaceInTurn() {
      var reached = new ArrayList<String>();

      InterruptAtEveryStep.ofCaller(() -> {
        var path = new StringBuilder();
        try {
          for (int i = 0; i < 3; i++) {
            path.append(i);
            sleep(ofMillis(1));
          }
          path.append("end");
          return null;
        } finally {
          reached.add(path.toString());
        }
      });

      assertThat(reached).containsExactly("0", "01", "012", "012end");
    }

    @Test
    void ofTheCallerInterruptTheCallerWhoeverWaits() {
      Thread caller = Thread.currentThread();
      var interrupted = new ArrayList<Boolean>();

      InterruptAtEveryStep.ofCaller(() ->
          all(
              () -> {
                try {
                  return after(10);
                } catch (InterruptedException e) {
                  interrupted.add(Thread.currentThread() == caller);
                  throw e;
                }
              },
              () -> 1,
              Integer::sum));

      assertThat(interrupted).isNotEmpty().containsOnly(false);
    }

    @Test
    void ofTheWaiterInterruptTheTaskThatWaits() {
      var steps =
          InterruptAtEveryStep.ofWaiter(() -> {
            Outcome<Integer> outcome = outcome(() -> after(1));
            return outcome;
          });

      assertThat(steps).hasSize(1);
      assertThat(steps.getFirst().failure()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void tellTheValueWhereTheWorkWasDecidedAndWhetherTheFlagIsSet() {
      var steps =
          InterruptAtEveryStep.ofCaller(() -> {
            try {
              return after(10);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return -1;
            }
          });

      assertThat(steps).containsExactly(new Step<>(1, new Outcome.Success<>(-1), true));
      assertThat(steps.getFirst().failure()).isNull();
      assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void tellEveryOtherFailure() {
      var steps =
          InterruptAtEveryStep.ofCaller(() -> {
            try {
              return after(10);
            } catch (InterruptedException e) {
              throw new IOException("while stopping", e);
            }
          });

      assertThat(steps.getFirst().failure()).isInstanceOf(IOException.class);
    }
  }

  @Nested
  class WorkThatLeavesSomethingBehind {
    @Test
    void isFound() throws Exception {
      var open = new CountDownLatch(1);
      var threads = new ArrayList<Thread>();
      try {
        assertThatThrownBy(() -> InterruptAtEveryStep.ofCaller(() -> leaking(open, threads)))
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("interrupted at step 1, the work left behind: ")
            .hasMessageContaining("stubborn");
      } finally {
        open.countDown();
        for (Thread thread : List.copyOf(threads)) {
          thread.join();
        }
      }
    }

    /** Starts a task on a clock of its own that does not heed its interrupt. */
    private static int leaking(CountDownLatch open, List<Thread> threads)
        throws InterruptedException {
      try {
        return after(1);
      } catch (InterruptedException e) {
        var started = new CountDownLatch(1);
        Thread outside =
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    scope(
                        Grace.of(ZERO),
                        s ->
                            s.start(
                                    "stubborn",
                                    () -> {
                                      started.countDown();
                                      open.await();
                                      return 1;
                                    })
                                .get());
                  } catch (InterruptedException stopped) {
                    throw new AssertionError(stopped);
                  }
                });
        threads.add(outside);
        started.await();
        throw e;
      }
    }

    @Test
    void isNotReportedWhereItCleansUp() {
      var steps =
          InterruptAtEveryStep.ofCaller(
              () -> all(() -> after(200), () -> after(180), () -> after(220), (a, b, c) -> a));

      assertThat(steps).isNotEmpty();
    }
  }
}
