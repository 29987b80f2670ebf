package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.untilInterrupted;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Stragglers.Straggler;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cancel from outside, and work that is linked to it. */
@ExtendWith(LeakGuard.class)
class CancellationTest {
  private final VirtualTime time = VirtualTime.create();
  private final Cancellation stop = Cancellation.create();

  /** Runs {@code work} with the signal, and fires that after so many milliseconds. */
  private <T, X extends Exception> T stoppedAfter(int millis, Task<T, X> work)
      throws X, InterruptedException {
    return time.run(() ->
        all(
            () -> unless(stop.signal(), work),
            () -> {
              sleep(ofMillis(millis));
              return stop.cancel("enough");
            },
            (result, _) -> result));
  }

  @Nested
  class ACancel {
    @Test
    void isTrueTheFirstTimeOnlyAndItsReasonStays() {
      assertThat(stop.signal().isCancelled()).isFalse();
      assertThat(stop.signal().reason()).isNull();

      assertThat(stop.cancel("first")).isTrue();
      assertThat(stop.cancel("second")).isFalse();

      assertThat(stop.signal().isCancelled()).isTrue();
      assertThat(stop.signal().reason()).isEqualTo("first");
      assertThat(stop).hasToString("cancellation of cancel signal, cancelled: first");
    }

    @Test
    void needsAReason() {
      assertThatThrownBy(() -> stop.cancel(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("reason");
      assertThat(stop.signal().isCancelled()).isFalse();
      assertThat(stop).hasToString("cancellation of cancel signal");
    }
  }

  @Nested
  class WorkThatIsNotCancelled {
    @Test
    void returnsItsResultOnTheCallingThread() throws Exception {
      Thread runner = unless(stop.signal(), Thread::currentThread);
      String nothing = unless(stop.signal(), () -> (String) null);

      assertThat(runner).isSameAs(Thread.currentThread());
      assertThat(nothing).isNull();
    }

    @Test
    void throwsItsFailureAsItself() {
      var failure = new IOException("down");

      assertThatThrownBy(() -> unless(stop.signal(), () -> fail(failure)))
          .isSameAs(failure)
          .hasNoSuppressedExceptions();
    }

    @Test
    void isNotTouchedByACancelThatComesLater() throws Exception {
      String result = unless(stop.signal(), () -> "done");
      stop.cancel("too late");

      assertThat(result).isEqualTo("done");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void needsATaskAndASignal() {
      assertThatThrownBy(() -> unless(null, () -> 1)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> unless(stop.signal(), null))
          .isInstanceOf(NullPointerException.class);
    }
  }

  @Nested
  class WorkThatIsCancelled {
    @Test
    void throwsCancelledWithTheReason() {
      Throwable thrown = catchThrowable(() -> stoppedAfter(10, () -> after(50, "late")));

      assertThat(thrown).isInstanceOf(Cancelled.class).hasMessage("cancelled: enough");
      assertThat(Tasks.suppressedFailures(thrown)).isEmpty();
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void isNotBegunIfTheSignalHasFiredBefore() {
      var begun = new AtomicInteger();
      stop.cancel("closed");

      assertThatThrownBy(() -> unless(stop.signal(), begun::incrementAndGet))
          .isInstanceOf(Cancelled.class)
          .hasMessage("cancelled: closed");
      assertThat(begun).hasValue(0);
    }

    @Test
    void takesEverythingBelowItAlong() {
      var cutOff = new InFlight();
      Task<String, RuntimeException> slow = () -> cutOff.during(() -> after(50, "late"));

      assertThatThrownBy(() ->
              stoppedAfter(10, () -> all(slow, () -> scope(s -> s.start(slow).get()), List::of)))
          .isInstanceOf(Cancelled.class);
      assertThat(cutOff.most()).isEqualTo(2);
      assertThat(cutOff.finished()).isEqualTo(2);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void isInterruptedAndTheInterruptIsTakenBack() {
      Throwable thrown =
          catchThrowable(() ->
              unless(
                  stop.signal(),
                  () -> {
                    stop.cancel("by itself");
                    return untilInterrupted();
                  }));

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(thrown).isInstanceOf(Cancelled.class).hasMessage("cancelled: by itself");
    }

    @Test
    void givesNoAnswerAnyMore() {
      assertThatThrownBy(() -> unless(stop.signal(), () -> stop.cancel("enough")))
          .isInstanceOf(Cancelled.class)
          .hasNoSuppressedExceptions();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void hasWhatItThrowsAfterwardsSuppressed() {
      var failure = new IOException("closed");

      assertThatThrownBy(() ->
              unless(
                  stop.signal(),
                  () -> {
                    stop.cancel("enough");
                    return fail(failure);
                  }))
          .isInstanceOf(Cancelled.class)
          .hasSuppressedException(failure);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void isWaitedFor() {
      var task = new Lingering();

      assertThatThrownBy(() -> stoppedAfter(10, () -> all(List.of(task::runAsleep))))
          .isInstanceOf(Cancelled.class);
      assertThat(task.hadEnded()).isTrue();
    }

    @Test
    void canBeHandledAroundItButNotInside() throws Exception {
      var inner = Cancellation.create();
      inner.cancel("inner");

      String handled =
          unless(
              stop.signal(),
              () -> {
                try {
                  return unless(inner.signal(), () -> "never");
                } catch (Cancelled told) {
                  return "handled";
                }
              });
      Throwable outer =
          catchThrowable(() ->
              unless(
                  stop.signal(),
                  () -> {
                    stop.cancel("outer");
                    return catchThrowable(() -> sleep(ofSeconds(9)));
                  }));

      assertThat(handled).isEqualTo("handled");
      assertThat(outer).isInstanceOf(Cancelled.class).hasMessage("cancelled: outer");
    }

    @Test
    void isAStragglerAfterTheGrace() {
      var clock = new EagerTime();

      Throwable thrown =
          catchThrowable(() ->
              clock.run(() ->
                  unless(
                      stop.signal(),
                      named(
                          "deaf",
                          () -> {
                            stop.cancel("enough");
                            clock.advance(ofMillis(999));
                            assertThat(Stragglers.current()).isEmpty();
                            clock.advance(ofMillis(1));
                            assertThat(Stragglers.current())
                                .extracting(Straggler::task)
                                .containsExactly("test/deaf");
                            return "late";
                          }))));

      assertThat(thrown).isInstanceOf(Cancelled.class);
      assertThat(Stragglers.current()).isEmpty();
    }

    @Test
    void endsForTheDeadlineIfThatIsFirst() {
      assertThatThrownBy(
              () -> stoppedAfter(50, () -> within(ofMillis(10), () -> after(80, "late"))))
          .isInstanceOf(DeadlineExceeded.class);
    }
  }

  @Nested
  class WorkThatWaitsForASignal {
    @Test
    void isNotStalled() {
      var waiting = Outsider.waitsFor(() -> unless(stop.signal(), () -> Tasks.<String>forEver()));

      stop.cancel("at last");

      assertThat(waiting.result()).isInstanceOf(Cancelled.class);
    }

    @Test
    void alsoForOneOfTime() {
      assertThatThrownBy(
              () -> time.run(() -> unless(CancelSignal.after(ofMillis(30)), () -> Tasks.forEver())))
          .isInstanceOf(Cancelled.class)
          .hasMessage("cancelled: 30 ms have passed");
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void stallsAfterItAsEver() {
      assertThatThrownBy(() ->
              time.run(() -> {
                unless(stop.signal(), () -> "done");
                return Tasks.forEver();
              }))
          .isInstanceOf(Stalled.class);
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      var started = new AtomicInteger();

      Interrupted.onEntry(() -> unless(stop.signal(), started::incrementAndGet));

      assertThat(started).hasValue(0);
    }

    @Test
    void atEveryStepItEndsTheTask() {
      Interrupted.atEveryStep(
          "ab",
          () ->
              unless(
                  stop.signal(),
                  () -> all(() -> after(1, "a"), () -> after(2, "b"), String::concat)));
      assertThat(InterruptAtEveryStep.ofWaiter(() -> unless(stop.signal(), () -> after(1, "a"))))
          .isNotEmpty()
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void fromOutsideIsStillThereWhenTheSignalFiredAfterIt() {
      Throwable thrown =
          catchThrowable(() ->
              unless(
                  stop.signal(),
                  () -> {
                    Thread.currentThread().interrupt();
                    return stop.cancel("enough");
                  }));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).isInstanceOf(Cancelled.class);
    }
  }
}
