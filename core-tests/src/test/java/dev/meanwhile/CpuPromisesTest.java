package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.cpu;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.printed;
import static dev.meanwhile.Tasks.spinUntil;
import static dev.meanwhile.Tasks.suppressedFailures;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first four promises, where the task computes. */
@ExtendWith(LeakGuard.class)
class CpuPromisesTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");

  @Test
  void oneNothingIsLeftBehind() {
    var task = new Lingering();

    assertThatThrownBy(() ->
            time.run(() ->
                scope(s -> {
                  s.start(() -> cpu(task::run));
                  task.awaitRunning();
                  return fail(failure);
                })))
        .isSameAs(failure);
    assertThat(task.hadEnded()).isTrue();
  }

  @Test
  void oneATaskThatIgnoresItsInterruptIsNamed() throws Exception {
    var running = new CompletableFuture<Thread>();
    var release = new CountDownLatch(1);
    Thread caller = Thread.currentThread();

    Throwable thrown =
        catchThrowable(() ->
            new EagerTime()
                .run(() ->
                    cpu(
                        named(
                            "deaf",
                            () -> {
                              running.complete(Thread.currentThread());
                              caller.interrupt();
                              Tasks.ignoringInterrupts(release);
                              return "late";
                            }))));

    assertThat(thrown).isInstanceOf(InterruptedException.class);
    assertThat(thrown.getSuppressed()[0]).hasMessageContaining("test/deaf");
    assertThat(Stragglers.current())
        .singleElement()
        .satisfies(straggler -> assertThat(straggler.task()).isEqualTo("test/deaf"));
    release.countDown();
    running.join().join();
    assertThat(Stragglers.current()).isEmpty();
  }

  @Test
  void twoExceptionsArriveAsThemselves() {
    Throwable thrown = catchThrowable(() -> time.run(this::failingHere));

    assertThat(thrown).isSameAs(failure);
    assertThat(suppressedFailures(thrown)).isEmpty();
    assertThat(printed(thrown))
        .containsSubsequence(
            "java.io.IOException: down",
            "Suppressed: dev.meanwhile.TaskTrace: task \"test/cpu[0]\", started and awaited at",
            "at dev.meanwhile.CpuPromisesTest.failingHere(CpuPromisesTest.java:");
  }

  private String failingHere() throws IOException, InterruptedException {
    return cpu(() -> fail(failure));
  }

  @Test
  void twoCheckedTypesAreKeptByTheCompiler() {
    assertThat(Snippet.errorsOfCatching("cpu(() -> io());", "IOException", "InterruptedException"))
        .isEmpty();
  }

  @Test
  void threeCancellationIsAStateAndTheInterruptOnlyItsDoorbell() {
    var endings = new Endings();

    Throwable thrown =
        catchThrowable(() ->
            time.run(() ->
                endings.watch(() ->
                    within(
                        ofMillis(10),
                        () ->
                            cpu(() -> {
                              try {
                                return untilTheDeadline();
                              } catch (InterruptedException | DeadlineExceeded swallowed) {
                                return "a value after all";
                              }
                            })))));

    assertThat(thrown).isInstanceOf(DeadlineExceeded.class);
    assertThat(endings.byPath()).isEqualTo(Map.of("test/cpu[0]", Ending.TIMED_OUT));
  }

  @Test
  void fourAnInterruptOfTheCallerReachesTheTask() throws Exception {
    Interrupted.onEntry(() -> cpu(() -> fail(new AssertionError("started"))));
    Interrupted.atEveryStep("a", () -> cpu(() -> after(1, after(1, "a"))));
    Interrupted.atEveryStep(
        List.of(0, 1, 2), () -> map(List.of(0, 1, 2), atMost(2), i -> cpu(() -> after(1, i))));
  }

  @Test
  void fourWorkThatOnlyComputesSeesTheInterrupt() {
    Thread caller = Thread.currentThread();
    var seen = new AtomicBoolean();

    assertThatThrownBy(() ->
            cpu(() -> {
              caller.interrupt();
              try {
                spinUntil(new AtomicBoolean());
              } finally {
                seen.set(true);
              }
              return "never";
            }))
        .isInstanceOf(InterruptedException.class);
    assertThat(seen).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
