package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Interrupts from outside, and those who wait for what is shielded. */
@ExtendWith(LeakGuard.class)
class ShieldInterruptTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");
  private final List<Object> done = new ArrayList<>();

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  @Nested
  class AnInterruptFromOutside {
    @Test
    void isHeldBackAtEveryWaitPoint() throws Exception {
      String slept =
          time.run(() ->
              shield(
                  ofSeconds(1),
                  () -> {
                    Thread.currentThread().interrupt();
                    String result = after(5, "slept");
                    done.add(isInterrupted());
                    Thread.currentThread().interrupt();
                    return all(() -> result, () -> after(5, ""), String::concat);
                  }));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(slept).isEqualTo("slept");
      assertThat(done).containsExactly(false);
    }

    @Test
    void isHeldBackByTheOuterOneOfTwo() throws Exception {
      time.run(() ->
          shield(
              ofSeconds(1),
              () -> {
                shield(
                    ofSeconds(1),
                    () -> {
                      Thread.currentThread().interrupt();
                      return after(5, "slept");
                    });
                return done.add(isInterrupted());
              }));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(done).containsExactly(false);
    }

    @Test
    void endsAWaitThatIsNotOurs() {
      assertThatThrownBy(() ->
              shield(
                  ofSeconds(1),
                  () -> {
                    Thread.currentThread().interrupt();
                    return Tasks.untilInterrupted();
                  }))
          .isInstanceOf(InterruptedException.class);
    }

    @Test
    void atEveryStepArrivesAfterwards() {
      Task<String, RuntimeException> work =
          () ->
              shield(
                  ofSeconds(9),
                  () ->
                      after(1, "") + all(() -> after(1, "a"), () -> after(2, "b"), String::concat));

      var steps = InterruptAtEveryStep.ofCaller(work);

      assertThat(steps)
          .isNotEmpty()
          .allSatisfy(step -> {
            assertThat(step.failure()).isNull();
            assertThat(step.outcome().orElse("")).isEqualTo("ab");
            assertThat(step.flagSet()).isTrue();
          });
    }

    @Test
    void atEveryStepOfWhatIsAroundItLosesNothing() {
      Interrupted.atEveryStep(
          "abc",
          () -> {
            String before = after(1, "a");
            String inside = shield(ofSeconds(9), () -> after(1, "b"));
            return before + inside + (isInterrupted() ? "c" : after(1, "c"));
          });
    }
  }

  @Nested
  class OtherTasks {
    @Test
    void waitForItNoLongerThanTheirGrace() {
      var clock = new EagerTime();
      var running = new CompletableFuture<Thread>();
      var failing = new CompletableFuture<Thread>();
      var release = new CountDownLatch(1);

      Throwable thrown =
          catchThrowable(() ->
              clock.run(() ->
                  all(
                      named(
                          "clean-up",
                          () ->
                              shield(
                                  Duration.ofDays(1),
                                  () -> {
                                    running.complete(Thread.currentThread());
                                    release.await();
                                    return done.add("cleaned up");
                                  })),
                      () -> {
                        failing.complete(Thread.currentThread());
                        running.join();
                        return fail(failure);
                      },
                      List::of)));

      assertThat(thrown).isSameAs(failure);
      assertThat(thrown.getSuppressed()).hasAtLeastOneElementOfType(StillRunning.class);
      assertThat(Stragglers.current()).extracting(Straggler::task).containsExactly("test/clean-up");
      release.countDown();
      Tasks.ignoringInterrupts(running.join());
      Tasks.ignoringInterrupts(failing.join());
      assertThat(done).containsExactly("cleaned up");
      assertThat(Stragglers.current()).isEmpty();
    }

    @Test
    void startedInsideAreShieldedAsWell() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          shield(
                              ofSeconds(1),
                              () ->
                                  scope(s -> done.add(s.start(() -> after(50, "slept")).get()))))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(done).containsExactly("slept");
    }
  }
}
