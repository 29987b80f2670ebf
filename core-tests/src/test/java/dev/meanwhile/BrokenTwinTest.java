package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Tasks.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Verbs made wrong on purpose: the checks of the other tests must fail on each. */
class BrokenTwinTest {

  @Test
  void aVerbThatDoesNotWaitForItsTaskIsSeen() throws Exception {
    var task = new Lingering();

    var left = new FutureTask<Object>(() -> task.run());
    Thread thread = Thread.ofVirtual().start(left);
    task.awaitRunning();
    thread.interrupt();
    boolean ended = task.hadEnded();
    thread.join();

    assertThat(ended).isFalse();
  }

  @Test
  void aVerbThatStartsAlthoughInterruptedIsSeen() {
    refuses(() -> Interrupted.onEntry(() -> "started"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aVerbThatSwallowsInterruptsIsSeen() {
    refuses(() ->
        Interrupted.atEveryStep(
            "a",
            () -> {
              try {
                return after(1, "a");
              } catch (InterruptedException swallowed) {
                return "swallowed";
              }
            }));
  }

  @Test
  void aVerbThatThrowsAnInterruptAndKeepsTheFlagIsSeen() {
    refuses(() ->
        Interrupted.atEveryStep(
            "a",
            () -> {
              try {
                return after(1, "a");
              } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
                throw told;
              }
            }));
  }

  @Test
  void aVerbThatReturnsWhatWasDecidedWithoutTheFlagIsSeen() {
    refuses(() ->
        Interrupted.atEveryStep(
            "a",
            () -> {
              outcome(() -> catchThrowable(() -> after(1, "a")));
              return "a";
            }));
  }

  @Test
  void aVerbThatWrapsFailuresIsSeen() {
    var failure = new IllegalStateException("down");

    Throwable thrown =
        catchThrowable(() -> {
          try {
            all(List.of(() -> Tasks.fail(failure)));
          } catch (RuntimeException e) {
            throw new IllegalStateException(e);
          }
        });

    refuses(() -> assertThat(thrown).isSameAs(failure));
  }

  @Test
  void tasksOneAfterTheOtherAreSeenOnTheClock() throws Exception {
    var time = VirtualTime.create();

    time.run(() -> after(20, "a") + after(30, "b"));

    assertThat(time.elapsed().toMillis()).isEqualTo(50);
  }

  @Test
  void anExceptionTheCompilerDoesNotKnowOfIsSeen() {
    assertThat(Snippet.errorsOfCatching("plain();", "IOException")).isNotEmpty();
    assertThat(Snippet.errorsOfCatching("io();")).isNotEmpty();
    assertThat(Snippet.errors("plain();")).isEmpty();
  }

  private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }
}
