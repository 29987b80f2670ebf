package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meanwhile.Stragglers.Straggler;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has not ended when a background is closed: it is told, or it is a straggler; never lost. */
@ExtendWith(LeakGuard.class)
class BackgroundLeftoversTest extends BackgroundFixture {
  @Nested
  class WhatHadNotStarted {
    @Test
    void isToldToTheHandler() throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").limit(atMost(1)).open(told)) {
          background.runNext("key", "a", takes(60, "a"));
          background.runNext("key", "b", takes(1, "b"));
          background.run("c", takes(1, "c"));
        }
        return null;
      });

      assertThat(did).containsExactly("a begins");
      assertThat(told.tasks()).containsExactlyInAnyOrder("b", "c");
      assertThat(told.all())
          .allSatisfy(entry ->
              assertThat(entry.failure())
                  .isInstanceOf(Cancelled.class)
                  .hasMessage(
                      "task \"audit/%s\" had not started when its background was closed",
                      entry.task()));
    }

    @Test
    void isNotToldIfItsKeyWasCancelledBefore() throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").limit(atMost(1)).drain(ZERO).open(told)) {
          background.run("a", takes(60, "a"));
          background.runNext("key", "b", takes(1, "b"));
          background.cancel("key");
          sleep(ofSeconds(1));
        }
        return null;
      });

      assertThat(told.all()).isEmpty();
    }
  }

  @Nested
  class WhatIgnoresItsInterrupt {
    private final EagerTime eager = new EagerTime();
    private final CompletableFuture<Thread> running = new CompletableFuture<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private void deaf() {
      running.complete(Thread.currentThread());
      Tasks.ignoringInterrupts(mayEnd);
    }

    @AfterEach
    void letItEnd() throws InterruptedException {
      mayEnd.countDown();
      running.join().join();
      assertThat(Stragglers.current()).as("a straggler that has ended is none").isEmpty();
    }

    @Test
    void isAStragglerAndToldToTheHandler() throws Exception {
      eager.run(() -> {
        try (var background = Background.named("audit").open(told)) {
          background.run("deaf", this::deaf);
          running.join();
        }
        return null;
      });

      assertThat(told.only().task()).isEqualTo("deaf");
      assertThat(told.only().failure())
          .isInstanceOf(StillRunning.class)
          .hasMessage("still running, told to stop: audit/deaf");
      assertThat(Stragglers.current())
          .extracting(Straggler::task, Straggler::owner)
          .containsExactly(tuple("audit/deaf", "\"audit\""));
      assertThat(Stragglers.current().getFirst().age()).isEqualTo(ofSeconds(1));
    }

    @Test
    void doesNotHideThatAnotherWaitsForItsTurn() throws Exception {
      eager.run(() -> {
        try (var background = Background.named("audit").open(told)) {
          background.runNext("key", "deaf", this::deaf);
          running.join();
          background.runNext("key", "next", takes(1, "next"));
        }
        return null;
      });

      assertThat(told.tasks()).containsExactly("next", "deaf");
      assertThat(told.all().getFirst().failure()).isInstanceOf(Cancelled.class);
      assertThat(did).isEmpty();
    }

    @Test
    void isWaitedForAsLongAsTheGrace() throws Exception {
      eager.run(() -> {
        try (var background = Background.named("audit").grace(Grace.of(ofSeconds(7))).open(told)) {
          background.run("deaf", this::deaf);
          running.join();
        }
        did.add("closed at " + eager.nanoTime() / 1_000_000_000);
        return null;
      });

      assertThat(did).containsExactly("closed at 17");
    }

    @Test
    void holdsUpNobodyWhoClosesAgain() throws Exception {
      eager.run(() -> {
        var background = Background.named("audit").open(told);
        background.run("deaf", this::deaf);
        running.join();
        background.close();
        background.close();
        return null;
      });

      assertThat(told.tasks()).containsExactly("deaf");
    }

    @Test
    void mayBeTheHandlerItself() throws Exception {
      eager.run(() -> {
        try (var background = Background.named("audit").open((task, failure) -> deaf())) {
          background.run("bad", () -> Tasks.fail(new IOException()));
          running.join();
        }
        return null;
      });

      assertThat(Stragglers.current()).extracting(Straggler::task).containsExactly("audit/bad");
    }

    @Test
    void mayBeTheHandlerOfARejectedTask() throws Exception {
      eager.run(() -> {
        var taken = atMost(1).maxWaiting(0);
        try (var background =
            Background.named("audit").limit(taken).open((task, failure) -> deaf())) {
          background.run("first", running::join);
          background.run("rejected", () -> did.add("ran"));
          running.join();
          while (background.tasks().size() > 1) {
            Thread.yield(); // until the first has left, too: here a grace is over at once
          }
        }
        return null;
      });

      assertThat(did).isEmpty();
      assertThat(Stragglers.current())
          .extracting(Straggler::task)
          .containsExactly("audit/rejected");
    }

    @Test
    void isNamedByTheTaskBelowThatKeepsIt() throws Exception {
      var parent = new CompletableFuture<Thread>();
      eager.run(() -> {
        try (var background = Background.named("audit").open(told)) {
          background.run(
              "parent",
              () ->
                  scope(
                      Grace.FOREVER,
                      s -> {
                        parent.complete(Thread.currentThread());
                        s.start(
                            "child",
                            () -> {
                              deaf();
                              return 1;
                            });
                        return 1;
                      }));
          running.join();
          while (parent.join().getState() != Thread.State.WAITING) {
            Thread.yield();
          }
        }
        return null;
      });

      assertThat(told.tasks()).containsExactly("parent");
      assertThat(Stragglers.current())
          .extracting(Straggler::task)
          .containsExactly("audit/parent/child");
      mayEnd.countDown();
      parent.join().join();
    }
  }
}
