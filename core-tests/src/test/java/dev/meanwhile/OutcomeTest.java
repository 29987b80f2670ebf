package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Outcome.Failure;
import dev.meanwhile.Outcome.Success;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class OutcomeTest {
  private final IOException failure = new IOException("down");

  @Nested
  class OfOneTask {
    private final VirtualTime time = VirtualTime.create();

    @Test
    void isItsValueOrItsFailure() throws Exception {
      assertThat(outcome(() -> "a")).isEqualTo(new Success<>("a"));
      assertThat(outcome(() -> fail(failure))).isEqualTo(new Failure<>(failure));
      assertThat(outcome(() -> null)).isEqualTo(new Success<>(null));
    }

    @Test
    void runsOnTheCallingThread() throws Exception {
      assertThat(outcome(Thread::currentThread)).isEqualTo(new Success<>(Thread.currentThread()));
    }

    @Test
    void keepsAnErrorThatIsNotTheVirtualMachines() throws Exception {
      var error = new AssertionError("broken");

      assertThat(outcome(() -> fail(error))).isEqualTo(new Failure<>(error));
    }

    @Test
    void throwsAnErrorOfTheVirtualMachine() {
      var error = new StackOverflowError();

      assertThatThrownBy(() -> outcome(() -> fail(error))).isSameAs(error);
    }

    @Test
    void throwsAnInterrupt() {
      var interrupt = new InterruptedException("by hand");

      assertThatThrownBy(() -> outcome(() -> fail(interrupt))).isSameAs(interrupt);
    }

    @Test
    void atEveryStepAnInterruptIsThrown() {
      Interrupted.atEveryStep(
          new Success<>(3),
          () -> outcome(() -> all(() -> after(1, 1), () -> after(2, 2), Integer::sum)));
    }

    @Test
    void ofACancelledTaskIsNoAnswer() {
      var afterwards = new AtomicInteger();
      var running = new CountDownLatch(1);

      assertThatThrownBy(() ->
              all(
                  () -> {
                    outcome(() -> failWhenInterrupted(running));
                    return afterwards.incrementAndGet();
                  },
                  () -> {
                    running.await();
                    return fail(failure);
                  },
                  (a, b) -> a))
          .isSameAs(failure);
      assertThat(afterwards).hasValue(0);
    }

    private String failWhenInterrupted(CountDownLatch running) throws IOException {
      try {
        running.countDown();
        return Tasks.untilInterrupted();
      } catch (InterruptedException swallowed) {
        throw new IOException("closed by interrupt");
      }
    }

    @Test
    void ofADeadlineInsideIsAFailure() throws Exception {
      assertThat(time.run(() -> outcome(() -> within(ofMillis(1), () -> Tasks.untilTheDeadline()))))
          .isInstanceOfSatisfying(
              Failure.class,
              failed -> assertThat(failed.cause()).isInstanceOf(DeadlineExceeded.class));
    }

    @Test
    void ofADeadlineAroundIsNoAnswer() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(1),
                      () -> {
                        outcome(() -> Tasks.untilTheDeadline());
                        throw new AssertionError("went on");
                      })))
          .isInstanceOf(DeadlineExceeded.class)
          .hasNoSuppressedExceptions();
    }

    @Test
    void ofASleepTooLongIsAFailure() throws Exception {
      var refused =
          time.run(() ->
              within(
                  ofMillis(1),
                  () ->
                      outcome(() -> {
                        sleep(ofMillis(2));
                        return "slept";
                      })));

      assertThat(refused)
          .isInstanceOfSatisfying(
              Failure.class,
              failed -> assertThat(failed.cause()).isInstanceOf(DeadlineExceeded.class));
    }

    @Test
    void ofNoTaskFailsAtOnce() {
      assertThatThrownBy(() -> outcome(null)).isInstanceOf(NullPointerException.class);
    }
  }

  @Nested
  class AsAValue {
    private final Outcome<String> good = new Success<>("a");
    private final Outcome<String> bad = new Failure<>(failure);

    @Test
    void isASuccessOrAFailureAndNothingElse() {
      assertThat(word(good)).isEqualTo("a");
      assertThat(word(bad)).isEqualTo("down");
      assertThat(good.isSuccess()).isTrue();
      assertThat(bad.isSuccess()).isFalse();
    }

    private static String word(Outcome<String> outcome) {
      return switch (outcome) {
        case Success<String>(String value) -> value;
        case Failure<String>(Throwable cause) -> cause.getMessage();
      };
    }

    @Test
    void isMappedWhereItIsASuccess() {
      assertThat(good.map(String::length)).isEqualTo(new Success<>(1));
      assertThat(bad.map(String::length)).isEqualTo(new Failure<>(failure));
      assertThat(good.map(value -> null)).isEqualTo(new Success<>(null));
    }

    @Test
    void throwsWhatItsMappingThrows() {
      var broken = new IllegalStateException("cannot map");

      assertThatThrownBy(() -> good.map(value -> fail(broken))).isSameAs(broken);
    }

    @Test
    void givesAnotherValueWhereItIsAFailure() {
      assertThat(good.orElse("b")).isEqualTo("a");
      assertThat(bad.orElse("b")).isEqualTo("b");
      assertThat(good.orElseGet(() -> fail(new AssertionError("asked")))).isEqualTo("a");
      assertThat(bad.orElseGet(() -> "b")).isEqualTo("b");
    }

    @Test
    void aNullValueIsAValue() {
      Outcome<String> nothing = new Success<>(null);

      assertThat(nothing.isSuccess()).isTrue();
      assertThat(nothing.orElse("b")).isNull();
      assertThat(nothing.orElseGet(() -> "b")).isNull();
      assertThat(nothing.orElseThrow()).isNull();
    }

    @Test
    void throwsAnUncheckedFailureAsItself() {
      var unchecked = new IllegalStateException("broken");
      var error = new AssertionError("broken");

      assertThatThrownBy(() -> new Failure<>(unchecked).orElseThrow()).isSameAs(unchecked);
      assertThatThrownBy(() -> new Failure<>(error).orElseThrow()).isSameAs(error);
      assertThatThrownBy(() -> new Failure<>(error).orElseThrow(IOException.class)).isSameAs(error);
      assertThatThrownBy(() -> new Failure<>(unchecked).orElseThrow(IOException.class))
          .isSameAs(unchecked);
    }

    @Test
    void throwsACheckedFailureOfTheTypeAskedForAsItself() throws Exception {
      var missing = new FileNotFoundException("gone");

      assertThatThrownBy(() -> bad.orElseThrow(IOException.class)).isSameAs(failure);
      assertThatThrownBy(() -> new Failure<>(missing).orElseThrow(IOException.class))
          .isSameAs(missing);
      assertThat(good.orElseThrow(IOException.class)).isEqualTo("a");
    }

    @Test
    void wrapsACheckedFailureOfAnotherType() {
      assertThatThrownBy(() -> bad.orElseThrow())
          .isInstanceOf(TaskFailed.class)
          .hasCauseReference(failure);
      assertThatThrownBy(() -> bad.orElseThrow(TimeoutException.class))
          .isInstanceOf(TaskFailed.class)
          .hasCauseReference(failure);
    }
  }
}
