package dev.meanwhile;

import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.suppressedFailures;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ScopeTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");

  @Nested
  class Order {
    @Test
    void dataFlowIsTheSchedule() throws Exception {
      String home =
          time.run(() ->
              scope(s -> {
                var user = s.start(() -> after(30, "user"));
                var team = s.start(() -> after(20, "team of " + user.get()));
                var settings = s.start(() -> after(40, "settings"));
                return team.get() + ", " + settings.get();
              }));

      assertThat(home).isEqualTo("team of user, settings");
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
    }

    @Test
    void aTaskNobodyAsksForIsWaitedFor() throws Exception {
      var ended = new AtomicInteger();

      String result =
          time.run(() ->
              scope(s -> {
                s.start(() -> after(10, ended.incrementAndGet()));
                return "body";
              }));

      assertThat(result).isEqualTo("body");
      assertThat(ended).hasValue(1);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void tasksMayStartTasksOfTheSameScope() throws Exception {
      int sum =
          time.run(() ->
              scope(s -> {
                var tree =
                    s.start(() -> {
                      var left = s.start(() -> after(10, 1));
                      var right = s.start(() -> s.start(() -> after(10, 2)).get() + 4);
                      return left.get() + right.get();
                    });
                return tree.get();
              }));

      assertThat(sum).isEqualTo(7);
    }

    @Test
    void theBodyRunsOnTheCallingThread() throws Exception {
      Thread runner = scope(s -> Thread.currentThread());

      assertThat(runner).isSameAs(Thread.currentThread());
    }
  }

  @Nested
  class Failure {
    @Test
    void ofATaskWakesABodyThatWaitsForALatch() {
      assertThatThrownBy(() ->
              scope(s -> {
                s.start(() -> fail(failure));
                new CountDownLatch(1).await();
                return "never";
              }))
          .isSameAs(failure)
          .satisfies(thrown -> assertThat(suppressedFailures(thrown)).isEmpty());
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void ofATaskWakesABodyThatWaitsForAQueue() {
      assertThatThrownBy(() ->
              scope(s -> {
                s.start(() -> fail(failure));
                return new LinkedBlockingQueue<String>().take();
              }))
          .isSameAs(failure);
    }

    @Test
    void ofATaskAfterTheBodyHasReturnedIsThrown() {
      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    s.start(() -> failAfter(10, failure));
                    return "body";
                  })))
          .isSameAs(failure);
    }

    @Test
    void ofTheBodyInterruptsTheTasksAndWaitsForThem() {
      var task = new Lingering();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(s -> {
                    s.start(task::run);
                    task.awaitRunning();
                    return fail(failure);
                  })));

      assertThat(task.hadEnded()).isTrue();
      assertThat(thrown).isSameAs(failure).hasNoSuppressedExceptions();
    }

    @Test
    void ofATaskInterruptsItsSiblingsAndWaitsForThem() {
      var sibling = new Lingering();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(s -> {
                    s.start(sibling::run);
                    s.start(() -> {
                      sibling.awaitRunning();
                      return fail(failure);
                    });
                    return "body";
                  })));

      assertThat(sibling.hadEnded()).isTrue();
      assertThat(thrown).isSameAs(failure);
    }

    @Test
    void thatTheBodyCatchesIsThrownNevertheless() {
      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    var task = s.start(() -> failAfter(10, failure));
                    try {
                      return task.get();
                    } catch (IOException caught) {
                      return "recovered";
                    }
                  })))
          .isSameAs(failure);
    }

    @Test
    void thatIsAnAnswerIsAnOutcome() throws Exception {
      Outcome<String> answer =
          scope(s -> s.start(() -> outcome(() -> Tasks.<String, IOException>fail(failure))).get());

      assertThat(answer).isEqualTo(new Outcome.Failure<>(failure));
    }

    @Test
    void ofATaskWithTheFailureOfTheBodyOnIt() {
      var inBody = new IOException("in the body, because of the interrupt");

      assertThatThrownBy(() ->
              scope(s -> {
                s.start(() -> fail(failure));
                try {
                  return Tasks.untilInterrupted();
                } catch (InterruptedException told) {
                  throw inBody;
                }
              }))
          .isSameAs(failure)
          .satisfies(thrown -> assertThat(suppressedFailures(thrown)).containsExactly(inBody));
    }

    @Test
    void aTaskStartedAfterwardsDoesNotRun() {
      var ran = new AtomicInteger();

      assertThatThrownBy(() ->
              scope(s -> {
                s.start(() -> fail(failure));
                try {
                  return Tasks.untilInterrupted();
                } catch (InterruptedException told) {
                  s.start(ran::incrementAndGet);
                  return "went on";
                }
              }))
          .isSameAs(failure);
      assertThat(ran).hasValue(0);
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      var started = new AtomicInteger();

      Interrupted.onEntry(() -> scope(s -> started.incrementAndGet()));

      assertThat(started).hasValue(0);
    }

    @Test
    void atEveryStepItEndsAllTasks() {
      Interrupted.atEveryStep(
          "ab",
          () ->
              scope(s -> {
                var a = s.start(() -> after(2, "a"));
                var b = s.start(() -> after(3, a.get() + "b"));
                s.start(() -> after(9, "unread"));
                return b.get();
              }));
    }

    @Test
    void ofATaskEndsTheScope() {
      var steps =
          InterruptAtEveryStep.ofWaiter(() ->
              scope(s -> {
                var a = s.start(() -> after(2, "a"));
                return s.start(() -> after(3, a.get() + "b")).get();
              }));

      assertThat(steps)
          .isNotEmpty()
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void fromOutsideIsStillThereWhenATaskFailedAfterIt() {
      var child = new CompletableFuture<Thread>();
      var interrupted = new CountDownLatch(1);

      Throwable thrown =
          catchThrowable(() ->
              scope(s -> {
                s.start(() -> {
                  child.complete(Thread.currentThread());
                  interrupted.await();
                  return fail(failure);
                });
                Thread running = child.join();
                Thread.currentThread().interrupt();
                interrupted.countDown();
                while (running.isAlive()) {
                  Thread.yield();
                }
                return "deaf";
              }));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).isSameAs(failure);
    }
  }

  @Nested
  class DeadlineAround {
    @Test
    void endsBodyAndTasks() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          scope(s -> {
                            s.start(() -> untilTheDeadline());
                            return s.start(() -> untilTheDeadline()).get();
                          }))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void aScopeThatStartsNothingReturnsWhatItsBodyReturns() throws Exception {
      String nothing = scope(s -> null);

      assertThat(nothing).isNull();
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      String nothing = scope(s -> s.start(() -> (String) null).get());

      assertThat(nothing).isNull();
    }
  }

  @Nested
  class NothingLeftBehind {
    @Test
    void tasksThatHaveEndedDoNotAccumulate() throws Exception {
      int tasks = 100_000;
      var results = new ArrayList<WeakReference<Object>>(tasks);

      long kept =
          scope(s -> {
            for (int i = 0; i < tasks; i++) {
              results.add(new WeakReference<>(s.start(Object::new).get()));
            }
            return afterCollection(results);
          });

      assertThat(kept).isLessThan(100);
    }

    @Test
    void tasksThatStillRunAreKept() throws Exception {
      int tasks = 1_000;
      var results = new ArrayList<WeakReference<Object>>(tasks);
      var release = new CountDownLatch(1);

      long kept =
          scope(s -> {
            for (int i = 0; i < tasks; i++) {
              var capture = new Object();
              results.add(new WeakReference<>(capture));
              s.start(() -> {
                release.await();
                return capture;
              });
            }
            long count = afterCollection(results);
            release.countDown();
            return count;
          });

      assertThat(kept).as("the count of the test above can tell").isEqualTo(tasks);
    }

    private static long afterCollection(List<WeakReference<Object>> references) {
      System.gc();
      return references.stream().filter(reference -> reference.get() != null).count();
    }
  }
}
