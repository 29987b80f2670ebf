package dev.meanwhile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Outcome.Failure;
import dev.meanwhile.Outcome.Success;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.InterruptAtEveryStep.Step;
import java.util.List;

/** What an interrupt of the caller must do to any verb. */
final class Interrupted {
  private Interrupted() {}

  /** Runs {@code work} on a thread that is interrupted already; it must not start anything. */
  static void onEntry(Task<?, ?> work) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(work::run).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).as("the flag is taken").isFalse();
  }

  /**
   * Interrupts the caller of {@code work} at every wait point: it throws {@link
   * InterruptedException}, or gives {@code decided} with the flag set.
   */
  static <T> void atEveryStep(T decided, Task<T, ?> work) {
    List<Step<T>> steps = InterruptAtEveryStep.ofCaller(work);
    assertThat(steps).as("wait points").isNotEmpty();
    assertThat(steps).allSatisfy(step -> isInterruptedOrDecided(step, decided));
    assertThat(steps)
        .as("an interrupt in the middle is heeded")
        .anySatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
  }

  private static <T> void isInterruptedOrDecided(Step<T> step, T decided) {
    switch (step.outcome()) {
      case Success<T>(T value) -> {
        assertThat(value).isEqualTo(decided);
        assertThat(step.flagSet()).as("the flag stays set").isTrue();
      }
      case Failure<T>(Throwable cause) -> {
        assertThat(cause).isInstanceOf(InterruptedException.class);
        assertThat(step.flagSet()).as("the flag is taken").isFalse();
      }
    }
  }
}
