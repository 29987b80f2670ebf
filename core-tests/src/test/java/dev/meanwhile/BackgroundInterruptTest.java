package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An interrupt of whoever closes a background. */
@ExtendWith(LeakGuard.class)
class BackgroundInterruptTest extends BackgroundFixture {
  @Test
  void beforeTheCloseStopsTheTasksAtOnceAndStaysSet() throws Exception {
    boolean flag =
        time.run(() -> {
          var background = Background.open(told);
          background.run("a", takes(5, "a"));
          sleep(ofSeconds(1));
          Thread.currentThread().interrupt();
          background.close();
          return Thread.interrupted();
        });

    assertThat(flag).isTrue();
    assertThat(did).containsExactly("a begins");
    assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
  }

  @Test
  void isKeptWhereThereIsNothingToWaitFor() {
    Thread.currentThread().interrupt();
    Background.open(told).close();

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void andAnotherOneDoNotShortenTheGrace() throws Exception {
    var background =
        Background.named("audit").drain(Deadline.FOREVER).grace(Grace.FOREVER).open(told);
    Thread closer = Thread.currentThread();
    var closerHasLeft = new AtomicBoolean();
    background.run(
        "deaf",
        () -> {
          for (int i = 0; i < 2; i++) {
            awaitParked(closer, closerHasLeft);
            closer.interrupt();
          }
          awaitParked(closer, closerHasLeft);
          did.add("left early: " + closerHasLeft);
        });
    background.close();
    closerHasLeft.set(true);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(did).containsExactly("left early: false");
  }

  private static void awaitParked(Thread closer, AtomicBoolean closerHasLeft) {
    while (!closerHasLeft.get()
        && (closer.isInterrupted() || closer.getState() != Thread.State.WAITING)) {
      Thread.yield();
    }
  }

  @Test
  void ofADeadlineAroundTheCloseStopsTheTasksToo() throws Exception {
    assertThatThrownBy(() ->
            time.run(() ->
                within(
                    ofSeconds(2),
                    () -> {
                      try (var background = Background.open(told)) {
                        background.run("a", takes(5, "a"));
                      }
                      return null;
                    })))
        .isInstanceOf(DeadlineExceeded.class);

    assertThat(did).containsExactly("a begins");
    assertThat(time.elapsed()).isEqualTo(ofSeconds(2));
  }

  @Test
  void ofATaskWhoseSiblingFailedStopsTheTasksToo() throws Exception {
    var failure = new IOException("down");
    assertThatThrownBy(() ->
            time.run(() ->
                all(
                    () -> {
                      try (var background = Background.open(told)) {
                        background.run("a", takes(5, "a"));
                      }
                      return null;
                    },
                    () -> Tasks.failAfter(2_000, failure),
                    (a, b) -> a)))
        .isSameAs(failure);

    assertThat(time.elapsed()).isEqualTo(ofSeconds(2));
  }

  @Test
  void atEveryStepLeavesNothingAndStaysSet() throws Exception {
    var steps =
        InterruptAtEveryStep.ofCaller(() -> {
          var background = Background.named("audit").limit(atMost(2)).open(told);
          background.run("a", () -> sleep(ofSeconds(1)));
          background.run("b", () -> Tasks.failAfter(2_000, new IOException()));
          background.run("c", () -> all(() -> Tasks.after(9, 1), () -> 2, Integer::sum));
          background.runNext("key", "d", () -> sleep(ofSeconds(1)));
          background.runNext("key", "e", () -> sleep(ofSeconds(1)));
          background.close();
          return "closed";
        });

    assertThat(steps).hasSizeGreaterThan(5);
    assertThat(steps)
        .allSatisfy(step -> {
          assertThat(step.outcome()).isEqualTo(new Outcome.Success<>("closed"));
          assertThat(step.flagSet()).isTrue();
        });
  }

  @Test
  void ofTheTasksAtEveryStepLeavesNothing() throws Exception {
    var steps =
        InterruptAtEveryStep.ofWaiter(() -> {
          try (var background = Background.named("audit").limit(atMost(2)).open(told)) {
            background.run("a", () -> sleep(ofSeconds(1)));
            background.run("c", () -> all(() -> Tasks.after(9, 1), () -> 2, Integer::sum));
            background.runNext("key", "d", () -> sleep(ofSeconds(1)));
            background.runNext("key", "e", () -> sleep(ofSeconds(1)));
          }
          return "closed";
        });

    assertThat(steps).hasSizeGreaterThan(5);
    assertThat(told.all())
        .as("an interrupt that nobody sent")
        .isNotEmpty()
        .filteredOn(entry -> !(entry.failure() instanceof Cancelled))
        .allSatisfy(entry -> assertThat(entry.failure()).isInstanceOf(InterruptedException.class));
  }
}
