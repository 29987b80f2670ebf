package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.fail;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Stragglers.Straggler;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class StragglersTest {
  private final EagerTime time = new EagerTime();
  private final IOException failure = new IOException("down");
  private final CompletableFuture<Thread> running = new CompletableFuture<>();
  private final CountDownLatch release = new CountDownLatch(1);

  /** A task that ends when the test says so, and not before. */
  private <T> T deaf() {
    running.complete(Thread.currentThread());
    Tasks.ignoringInterrupts(release);
    return null;
  }

  private <T> T failOnceTheOtherRuns() throws IOException {
    running.join();
    throw failure;
  }

  @AfterEach
  void letItEnd() throws InterruptedException {
    release.countDown();
    if (running.isDone() && running.join() != Thread.currentThread()) {
      running.join().join();
    }
    assertThat(Stragglers.current()).as("a straggler that has ended is none").isEmpty();
  }

  private static List<String> stillRunning(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed())
        .filter(StillRunning.class::isInstance)
        .map(Throwable::getMessage)
        .toList();
  }

  private static Straggler theOnlyOne() {
    assertThat(Stragglers.current()).hasSize(1);
    return Stragglers.current().getFirst();
  }

  @Nested
  class InTheError {
    private void isNamedIn(Throwable thrown, String path) {
      assertThat(stillRunning(thrown)).containsExactly("still running, told to stop: " + path);
      assertThat(theOnlyOne().task()).isEqualTo(path);
    }

    @Test
    void ofAll() {
      Throwable thrown =
          catchThrowable(
              () -> time.run(() -> all(() -> deaf(), () -> failOnceTheOtherRuns(), (a, b) -> a)));

      assertThat(thrown).isSameAs(failure);
      isNamedIn(thrown, "test/all[0]");
    }

    @Test
    void ofAScope() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(
                      "page",
                      s -> {
                        s.start("deaf", () -> deaf());
                        return failOnceTheOtherRuns();
                      })));

      assertThat(thrown).isSameAs(failure);
      isNamedIn(thrown, "test/page/deaf");
    }

    @Test
    void ofADeadline() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          scope(s -> {
                            s.start("deaf", () -> deaf());
                            running.join();
                            time.advance(ofMillis(10));
                            return "late";
                          }))));

      assertThat(thrown)
          .isInstanceOfSatisfying(
              DeadlineExceeded.class,
              exceeded -> assertThat(exceeded.stillRunning()).containsExactly("test/deaf"));
      isNamedIn(thrown, "test/deaf");
    }

    @Test
    void ofAnInterruptOfVerbsInsideVerbs() {
      Thread caller = Thread.currentThread();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  within(
                      ofSeconds(100),
                      () ->
                          settle(
                              List.of(() -> {
                                caller.interrupt();
                                return deaf();
                              })))));

      assertThat(thrown).isInstanceOf(InterruptedException.class);
      isNamedIn(thrown, "test/settle[0]");
    }

    @Test
    void ofAnInterrupt() {
      Thread caller = Thread.currentThread();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  settle(
                      List.of(() -> {
                        caller.interrupt();
                        return deaf();
                      }))));

      assertThat(thrown).isInstanceOf(InterruptedException.class);
      isNamedIn(thrown, "test/settle[0]");
    }
  }

  @Nested
  class InTheList {
    @Test
    void withOwnerAgeAndStack() {
      assertThatThrownBy(() ->
              time.run(() ->
                  scope(
                      "page",
                      s -> {
                        s.start("deaf", () -> deaf());
                        return failOnceTheOtherRuns();
                      })))
          .isSameAs(failure);
      time.advance(ofSeconds(4));

      Straggler straggler = theOnlyOne();
      assertThat(straggler.task()).isEqualTo("test/page/deaf");
      assertThat(straggler.owner()).isEqualTo("\"test/page\"");
      assertThat(straggler.age()).isEqualTo(ofSeconds(5));
      assertThat(straggler.stack())
          .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("ignoringInterrupts"));
    }

    @Test
    void evenIfTheVerbReturnsNormally() throws Exception {
      String winner =
          time.run(() ->
              race(
                  named("deaf", () -> deaf()),
                  () -> {
                    running.join();
                    return "winner";
                  }));

      assertThat(winner).isEqualTo("winner");
      assertThat(theOnlyOne().task()).isEqualTo("test/deaf");
    }

    @Test
    void untilTheyEnd() throws Exception {
      assertThatThrownBy(
              () -> time.run(() -> all(() -> deaf(), () -> failOnceTheOtherRuns(), (a, b) -> a)))
          .isSameAs(failure);
      assertThat(Stragglers.current()).hasSize(1);

      release.countDown();
      running.join().join();

      assertThat(Stragglers.current()).isEmpty();
    }

    @Test
    void alsoOnTheCallersOwnThread() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      named(
                          "deaf",
                          () -> {
                            time.advance(ofMillis(10));
                            assertThat(Stragglers.current()).isEmpty();
                            time.advance(ofMillis(999));
                            assertThat(Stragglers.current()).isEmpty();
                            time.advance(ofMillis(1));
                            assertThat(theOnlyOne().task()).isEqualTo("test/deaf");
                            assertThat(theOnlyOne().age()).isEqualTo(ofSeconds(1));
                            return "late";
                          }))));

      assertThat(thrown).isInstanceOf(DeadlineExceeded.class).hasNoSuppressedExceptions();
      assertThat(Stragglers.current()).isEmpty();
    }

    @Test
    void neverWhenTheyEndInTime() {
      assertThatThrownBy(() -> all(() -> 1, () -> fail(failure), (a, b) -> a)).isSameAs(failure);
      assertThat(Stragglers.current()).isEmpty();
    }
  }

  @Nested
  class TheGrace {
    @Test
    void isOneSecondUnlessSaidOtherwise() {
      assertThatThrownBy(
              () -> time.run(() -> all(() -> deaf(), () -> failOnceTheOtherRuns(), (a, b) -> a)))
          .isSameAs(failure);

      assertThat(theOnlyOne().age()).isEqualTo(ofSeconds(1));
    }

    @Test
    void isSetForEverythingInsideAScope() {
      var grace = Grace.of(ofSeconds(7));

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(
                      grace,
                      s -> all(() -> deaf(), () -> failOnceTheOtherRuns(), (a, b) -> "combined"))));

      assertThat(thrown).isSameAs(failure);
      assertThat(theOnlyOne().age()).isEqualTo(ofSeconds(7));
    }

    @Test
    void ofZeroLeavesAtOnce() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(
                      Grace.of(ZERO),
                      s -> {
                        s.start(() -> deaf());
                        return failOnceTheOtherRuns();
                      })));

      assertThat(thrown).isSameAs(failure);
      assertThat(theOnlyOne().age()).isZero();
    }

    @Test
    void ofForEverWaits() {
      var sibling = new Lingering();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(
                      Grace.FOREVER,
                      s -> {
                        s.start(sibling::run);
                        sibling.awaitRunning();
                        return fail(failure);
                      })));

      assertThat(sibling.hadEnded()).isTrue();
      assertThat(thrown).isSameAs(failure).hasNoSuppressedExceptions();
    }

    @Test
    void isNeverNegative() {
      assertThatThrownBy(() -> Grace.of(ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("grace", "-1 ms", "0 s or more");
      assertThat(Grace.of(ofSeconds(3)).duration()).isEqualTo(ofSeconds(3));
      assertThat(Grace.FOREVER.duration()).isGreaterThan(Duration.ofDays(1_000_000));
    }
  }

  @Nested
  class AStraggler {
    @Test
    void canNeitherSleepNorStartAnythingAnyMore() throws Exception {
      var attempts = new CompletableFuture<List<Throwable>>();

      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    s.start(() -> {
                      deaf();
                      Throwable asleep = catchThrowable(() -> sleep(ZERO));
                      Throwable started = catchThrowable(() -> s.start(() -> "more"));
                      Throwable verb = catchThrowable(() -> all(List.of(() -> "more")));
                      return attempts.complete(List.of(asleep, started, verb));
                    });
                    return failOnceTheOtherRuns();
                  })))
          .isSameAs(failure);
      release.countDown();

      assertThat(attempts.join())
          .satisfiesExactly(
              asleep -> assertThat(asleep).isInstanceOf(InterruptedException.class),
              started -> assertThat(started).isInstanceOf(Misuse.class),
              verb -> assertThat(verb).isInstanceOf(InterruptedException.class));
    }
  }
}
