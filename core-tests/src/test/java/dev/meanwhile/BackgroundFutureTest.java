package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A future of a background: every task that is accepted ends it, and who ends it ends the task. */
@ExtendWith(LeakGuard.class)
class BackgroundFutureTest {
  private final VirtualTime time = VirtualTime.create();
  private final Told told = new Told();
  private final List<String> did = Collections.synchronizedList(new ArrayList<>());

  private interface Asking {
    CompletableFuture<?> ask(Background background) throws Exception;
  }

  private CompletableFuture<?> from(Background.Options options, Asking asking) throws Exception {
    return time.run(() -> {
      try (var background = options.open(told)) {
        return asking.ask(background);
      }
    });
  }

  private CompletableFuture<?> from(Asking asking) throws Exception {
    return from(Background.named("audit"), asking);
  }

  private static Throwable failure(Future<?> future) {
    assertThat(future.state()).isEqualTo(Future.State.FAILED);
    return future.exceptionNow();
  }

  private Object nap(String name) throws InterruptedException {
    did.add(name);
    sleep(ofSeconds(1));
    did.add(name + " ends");
    return name;
  }

  @Nested
  class EndsWith {
    @Test
    void whatTheTaskReturns() throws Exception {
      assertThat(from(b -> b.future("sum", () -> 1 + 1)).resultNow()).isEqualTo(2);
      assertThat(from(b -> b.future("nothing", () -> null)).resultNow()).isNull();
    }

    @Test
    void whatTheTaskThrowsOfWhichTheHandlerIsNotTold() throws Exception {
      var failure = new IOException("full");

      CompletableFuture<?> future = from(b -> b.future("write", () -> Tasks.fail(failure)));

      assertThat(failure(future)).isSameAs(failure);
      assertThat(failure.getSuppressed()[0])
          .isInstanceOf(TaskTrace.class)
          .hasMessageStartingWith("task \"audit/write\", started at")
          .hasMessageContaining("BackgroundFutureTest");
      assertThat(told.all()).isEmpty();
    }

    @Test
    void theRejectionOfALimit() throws Exception {
      var options = Background.named("audit").limit(atMost(1).maxWaiting(0));

      CompletableFuture<?> future =
          from(
              options,
              b -> {
                b.run("first", () -> nap("first"));
                return b.future("second", () -> nap("second"));
              });

      assertThat(failure(future)).isInstanceOf(Rejected.class);
      assertThat(told.all()).isEmpty();
    }

    @Test
    void cancelledIfTheBackgroundIsClosedBeforeItStarts() throws Exception {
      var options = Background.named("audit").limit(atMost(1)).drain(ZERO);

      CompletableFuture<?> future =
          from(
              options,
              b -> {
                b.run("first", () -> nap("first"));
                return b.future("second", () -> nap("second"));
              });

      assertThat(failure(future))
          .isInstanceOf(Cancelled.class)
          .hasMessage("task \"audit/second\" was told to stop");
      assertThat(did).doesNotContain("second");
    }

    @Test
    void cancelledIfTheBackgroundIsClosedWhileItRuns() throws Exception {
      var options = Background.named("audit").drain(ofMillis(10));

      CompletableFuture<?> future = from(options, b -> b.future("nap", () -> nap("nap")));

      assertThat(failure(future)).isInstanceOf(Cancelled.class);
      assertThat(did).containsExactly("nap");
      assertThat(told.all()).isEmpty();
    }

    @Test
    void itsResultIfItEndsWellAllTheSame() throws Exception {
      var options = Background.named("audit").drain(ofMillis(10));

      CompletableFuture<?> future =
          from(
              options,
              b ->
                  b.future(
                      "stubborn",
                      () -> {
                        try {
                          return nap("nap");
                        } catch (InterruptedException heard) {
                          return "half a nap";
                        }
                      }));

      assertThat(future.resultNow()).isEqualTo("half a nap");
    }

    @Test
    void aNoteThatItStillRunsIfItIgnoresItsInterrupt() throws Exception {
      var key = new CountDownLatch(1);
      var deaf = new AtomicReference<Thread>();
      var options = Background.named("audit").drain(ofMillis(10)).grace(Grace.of(ofMillis(10)));

      CompletableFuture<?> future;
      var background = options.open(told);
      try (background) {
        future =
            background.future(
                "deaf",
                () -> {
                  deaf.set(Thread.currentThread());
                  Tasks.ignoringInterrupts(key);
                  return 1;
                });
      }

      assertThat(failure(future)).isInstanceOf(StillRunning.class);
      assertThat(told.all()).isEmpty();
      key.countDown();
      deaf.get().join();
    }
  }

  @Nested
  class EndedFromOutside {
    @Test
    void byACancelItInterruptsItsTask() throws Exception {
      CompletableFuture<?> future =
          from(b -> {
            CompletableFuture<Object> nap = b.future("nap", () -> nap("nap"));
            sleep(ofMillis(10));
            assertThat(nap.cancel(true)).isTrue();
            return nap;
          });

      assertThat(future.isCancelled()).isTrue();
      assertThat(did).containsExactly("nap");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
      assertThat(told.all()).isEmpty();
    }

    @Test
    void byATimeoutItInterruptsItsTask() throws Exception {
      CompletableFuture<?> future =
          from(b -> {
            CompletableFuture<Object> nap = b.future("nap", () -> nap("nap"));
            sleep(ofMillis(10));
            nap.completeExceptionally(new TimeoutException());
            return nap;
          });

      assertThat(failure(future)).isInstanceOf(TimeoutException.class);
      assertThat(did).containsExactly("nap");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void itLeavesTheQueueOfTheLimit() throws Exception {
      var limit = atMost(1);

      CompletableFuture<?> future =
          from(
              Background.named("audit").limit(limit),
              b -> {
                b.run("first", () -> nap("first"));
                CompletableFuture<Object> second = b.future("second", () -> nap("second"));
                assertThat(limit.waiting()).isEqualTo(1);
                second.cancel(true);
                assertThat(limit.waiting()).isZero();
                return second;
              });

      assertThat(future.isCancelled()).isTrue();
      assertThat(did).containsExactly("first", "first ends");
    }

    @Test
    void byItsOwnTaskItDoesNotInterruptIt() throws Exception {
      var interrupted = new AtomicReference<Boolean>();
      CompletableFuture<?> future =
          from(b -> {
            CompletableFuture<Object> nap = b.future("nap", () -> nap("nap"));
            return nap.thenApply(value -> {
              interrupted.set(Thread.currentThread().isInterrupted());
              return value;
            });
          });

      assertThat(future.resultNow()).isEqualTo("nap");
      assertThat(interrupted).hasValue(false);
    }
  }

  @Nested
  class BadInput {
    @Test
    void isRefused() {
      try (var background = Background.open(told)) {
        assertThatThrownBy(() -> background.future(null, () -> 1)).hasMessage("name");
        assertThatThrownBy(() -> background.future("x", null)).hasMessage("task");
        assertThatThrownBy(() -> background.future(" ", () -> 1))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }

    @Test
    void afterTheCloseNothingStarts() {
      var background = Background.open(told);
      background.close();
      assertThatThrownBy(() -> background.future("late", () -> 1)).isInstanceOf(Misuse.class);
    }
  }
}
