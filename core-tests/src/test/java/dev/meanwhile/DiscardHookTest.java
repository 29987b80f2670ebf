package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.closing;
import static dev.meanwhile.Meanwhile.discarding;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.failAfter;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hook that gets what a verb does not hand out. */
@ExtendWith(LeakGuard.class)
class DiscardHookTest extends DiscardFixture {
  @Nested
  class TheHook {
    @Test
    void runsOnTheThreadOfATaskThatIsTooLateAndElseOnTheCallers() {
      var threads = Collections.synchronizedList(new ArrayList<String>());
      Thread caller = Thread.currentThread();
      Sink<String, RuntimeException> hook =
          value -> {
            String thread =
                Thread.currentThread() == caller ? "caller" : Thread.currentThread().getName();
            threads.add(value + " on " + thread);
          };

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      named("late", discarding(stubborn(50, "late"), hook)),
                      discarding(() -> "ready", hook),
                      () -> failAfter(10, failure),
                      List::of)))
          .isSameAs(failure);
      assertThat(threads).containsExactly("late on test/late", "ready on caller");
    }

    @Test
    void isShielded() {
      var slept = new AtomicInteger();

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      discarding(
                          stubborn(50, "late"),
                          _ -> {
                            assertThat(Thread.currentThread().isInterrupted()).isFalse();
                            sleep(ofMillis(5));
                            slept.incrementAndGet();
                          }),
                      () -> failAfter(10, failure),
                      List::of)))
          .isSameAs(failure);
      assertThat(slept).hasValue(1);
      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
    }

    @Test
    void hasItsFailureReportedAndIsNoneOfTheVerbs() throws Exception {
      var broken = new IOException("cannot close");
      Task<String, RuntimeException> task =
          discarding(
              stubborn(50, "late"),
              _ -> {
                throw broken;
              });

      List<Throwable> logged =
          Logged.during(() -> {
            String winner = time.run(() -> race(task, () -> after(10, "won")));
            assertThat(winner).isEqualTo("won");
            Throwable thrown =
                catchThrowable(
                    () -> time.run(() -> all(task, () -> failAfter(10, failure), List::of)));
            assertThat(thrown).isSameAs(failure);
            assertThat(Tasks.suppressedFailures(thrown)).isEmpty();
            return winner;
          });

      assertThat(logged).containsExactly(broken, broken);
    }

    @Test
    void hasTheContextOfTheTask() throws Exception {
      ScopedValue<String> tenant = ScopedValue.newInstance();
      try (var _ = ContextCarrier.of(tenant).install()) {
        ScopedValue.where(tenant, "Babbage")
            .call(() ->
                time.run(() ->
                    race(
                        discarding(stubborn(50, "slow"), _ -> discarded.add(tenant.get())),
                        () -> after(10, "quick"))));
      }

      assertThat(discarded).containsExactly("Babbage", "slow");
    }

    @Test
    void isOneOfSeveralThatAreAllTold() throws Exception {
      time.run(() ->
          race(
              discarding(
                  named("x", discarding(stubborn(50, "slow"), v -> discarded.add("middle " + v))),
                  v -> discarded.add("outer " + v)),
              () -> after(10, "quick")));

      assertThat(discarded).containsExactly("outer slow", "middle slow", "slow");
    }

    @Test
    void isNotNull() {
      assertThatThrownBy(() -> discarding(() -> 1, null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("hook");
      assertThatThrownBy(() -> discarding((Task<Integer, RuntimeException>) null, _ -> {}))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
    }
  }

  @Nested
  class Closing {
    @Test
    void closesWhatALoserHasOpened() throws Exception {
      var open = new AtomicInteger();
      Task<AutoCloseable, RuntimeException> opening =
          closing(() -> {
            open.incrementAndGet();
            try {
              sleep(ofMillis(open.get() * 10));
            } catch (InterruptedException ignored) {
              // opened all the same
            }
            return open::decrementAndGet;
          });

      AutoCloseable winner = time.run(() -> race(opening, opening, opening));

      assertThat(open).hasValue(1);
      winner.close();
      assertThat(open).hasValue(0);
    }

    @Test
    void hasNothingToCloseInANull() throws Exception {
      List<Throwable> logged =
          Logged.during(() ->
              catchResult(() ->
                  time.run(() ->
                      settle(
                          List.of(
                              closing(() -> (AutoCloseable) null),
                              () -> {
                                throw new StackOverflowError("ends every verb");
                              })))));

      assertThat(logged).isEmpty();
    }
  }

  @Nested
  class AName {
    @Test
    void survivesTheWrappingBothWays() throws Exception {
      var paths = new ArrayList<String>();
      Task<String, RuntimeException> plain = () -> Thread.currentThread().getName();

      paths.addAll(all(List.of(named("a", discarding(plain, discarded::add)))));
      paths.addAll(all(List.of(discarding(named("b", plain), discarded::add))));
      paths.add(scope(s -> s.start(discarding(named("c", plain), discarded::add)).get()));

      assertThat(paths).containsExactly("a", "b", "c");
    }
  }

  @Nested
  class AtEveryInterrupt {
    @Test
    void noValueIsLostAndNoneIsDiscardedTwice() {
      for (boolean ofCaller : List.of(true, false)) {
        var open = new AtomicInteger();
        var runs = new AtomicInteger();
        Task<Integer, RuntimeException> work =
            () -> {
              runs.incrementAndGet();
              return scope(s -> {
                var read = s.start(opened(open, 1));
                s.start(opened(open, 2));
                read.get();
                open.decrementAndGet(); // closed by who has read it
                return all(opened(open, 1), opened(open, 3), (a, b) -> open.addAndGet(-2));
              });
            };

        if (ofCaller) {
          assertThat(InterruptAtEveryStep.ofCaller(work)).isNotEmpty();
        } else {
          assertThat(InterruptAtEveryStep.ofWaiter(work)).isNotEmpty();
        }

        assertThat(runs).hasValueGreaterThan(3);
        assertThat(open).as("opened and neither read nor discarded").hasValue(0);
      }
    }

    private Task<Integer, RuntimeException> opened(AtomicInteger open, int millis) {
      return discarding(
          () -> {
            sleep(ofMillis(millis));
            return open.incrementAndGet();
          },
          _ -> open.decrementAndGet());
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
