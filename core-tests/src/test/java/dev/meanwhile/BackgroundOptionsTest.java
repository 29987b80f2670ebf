package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.meanwhile.Background.State;
import dev.meanwhile.Background.Status;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a background is asked for, and what it says of itself. */
@ExtendWith(LeakGuard.class)
class BackgroundOptionsTest {
  private final VirtualTime time = VirtualTime.create();
  private final Told told = new Told();
  private final List<String> did = Collections.synchronizedList(new ArrayList<>());

  @Nested
  class ItsTasks {
    @Test
    void areListedInTheOrderInWhichTheyCame() throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").limit(atMost(1)).open(told)) {
          background.run("first", () -> sleep(ofSeconds(2)));
          background.run("second", () -> sleep(ofSeconds(2)));
          background.runNext(7, "third", () -> sleep(ofSeconds(2)));
          sleep(ofSeconds(1));

          assertThat(background.tasks())
              .extracting(Status::task, Status::key, Status::state, Status::age)
              .containsExactly(
                  tuple("first", null, State.RUNNING, ofSeconds(1)),
                  tuple("second", null, State.WAITING, ofSeconds(1)),
                  tuple("third", 7, State.WAITING, ofSeconds(1)));
        }
        return null;
      });
    }

    @Test
    void tellWhereTheyWereStarted() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          background.run("ping", () -> sleep(ofSeconds(1)));

          assertThat(background.tasks().getFirst().site())
              .contains("BackgroundOptionsTest$ItsTasks")
              .contains("(BackgroundOptionsTest.java:");
        }
        return null;
      });
    }

    @Test
    void areForgottenWhenTheyHaveEnded() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          background.run("ok", () -> {});
          background.run("bad", () -> Tasks.fail(new IllegalStateException()));
          sleep(ofSeconds(1));

          assertThat(background.tasks()).isEmpty();
        }
        return null;
      });
    }

    @Test
    void areStoppingWhenTheyWereTold() throws Exception {
      var mayEnd = new CountDownLatch(1);
      try (var background = Background.open(told)) {
        background.runNext("key", "deaf", () -> Tasks.ignoringInterrupts(mayEnd));
        awaitState(background, State.RUNNING);
        background.cancel("key");

        assertThat(background.tasks()).extracting(Status::state).containsExactly(State.STOPPING);
        mayEnd.countDown();
      }
    }

    private static void awaitState(Background background, State state) {
      while (background.tasks().getFirst().state() != state) {
        Thread.yield();
      }
    }
  }

  @Nested
  class Misused {
    private final Background background = Background.named("audit").open(told);

    @Test
    void afterItsEndItNamesItselfAndTheTask() {
      background.close();

      for (Runnable late :
          List.<Runnable>of(
              () -> background.run("ping", () -> did.add("ran")),
              () -> background.replace("key", "ping", () -> did.add("ran")),
              () -> background.runNext("key", "ping", () -> did.add("ran")),
              () -> background.runIfAbsent("key", "ping", () -> did.add("ran")))) {
        assertThatThrownBy(late::run)
            .isInstanceOf(Misuse.class)
            .hasMessageContaining("the background \"audit\" is closed")
            .hasMessageContaining("\"ping\" at dev.meanwhile.BackgroundOptionsTest$Misused");
      }
      assertThat(did).isEmpty();
      assertThat(background.cancel("key")).isFalse();
      assertThat(background.tasks()).isEmpty();
    }

    @Test
    void badInputFailsAtOnce() {
      try (background) {
        assertThatThrownBy(() -> Background.named(" "))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("\" \"");
        assertThatThrownBy(() -> background.run("", () -> {}))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Background.named("a").drain(ofMillis(-1)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("the time to drain is -1 ms; allowed: 0 s or more");
        assertThat(background.tasks()).isEmpty();
      }
    }

    @Test
    void aNullIsNamed() {
      try (background) {
        isRefused(() -> Background.open(null), "handler");
        isRefused(() -> Background.named(null), "name");
        isRefused(() -> Background.named("a").limit(null), "limit");
        isRefused(() -> Background.named("a").grace(null), "grace");
        isRefused(() -> Background.named("a").drain(null), "time");
        isRefused(() -> background.run(null, () -> {}), "name");
        isRefused(() -> background.run("a", null), "task");
        isRefused(() -> background.replace(null, "a", () -> {}), "key");
        isRefused(() -> background.runNext(null, "a", () -> {}), "key");
        isRefused(() -> background.runIfAbsent(null, "a", () -> {}), "key");
        isRefused(() -> background.cancel(null), "key");
      }
    }

    private void isRefused(Runnable call, String parameter) {
      assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class).hasMessage(parameter);
    }
  }

  @Test
  void optionsAreValues() throws Exception {
    var short_ = Background.named("audit").drain(ZERO);
    short_.drain(Duration.ofDays(1));
    time.run(() -> {
      try (var background = short_.open(told)) {
        background.run("nap", () -> sleep(ofSeconds(5)));
      }
      return null;
    });

    assertThat(time.elapsed()).isEqualTo(ZERO);
  }
}
