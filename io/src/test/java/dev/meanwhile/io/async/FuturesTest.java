package dev.meanwhile.io.async;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.io.async.Futures.await;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Background;
import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.TaskFailed;
import dev.meanwhile.TaskTrace;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class FuturesTest {
  private final CompletableFuture<String> pending = new CompletableFuture<>();

  @Nested
  class Result {
    @Test
    void isThatOfTheFuture() throws Exception {
      assertThat(await(CompletableFuture.supplyAsync(() -> "a"))).isEqualTo("a");
      assertThat(Futures.<Object>await(CompletableFuture.completedFuture(null))).isNull();
    }

    @Test
    void isThatOfAStage() throws Exception {
      CompletionStage<String> stage = CompletableFuture.completedStage("a");
      assertThat(await(stage.toCompletableFuture())).isEqualTo("a");
    }

    @Test
    void isThatOfAnyFuture() throws Exception {
      var task = new FutureTask<>(() -> "a");
      Thread.ofVirtual().start(task);
      assertThat(await(task)).isEqualTo("a");
    }

    @Test
    void comesFromABackgroundAndBack() throws Exception {
      try (var background = Background.open((task, failure) -> {})) {
        CompletableFuture<String> ab = background.future("a", () -> "a").thenApply(a -> a + "b");
        assertThat(await(ab)).isEqualTo("ab");
      }
    }

    @Test
    void isNoTimeThatPassesOnAVirtualClock() throws Exception {
      var time = VirtualTime.create();
      String value =
          time.run(
              () -> within(ofSeconds(1), () -> await(CompletableFuture.supplyAsync(() -> "a"))));
      assertThat(value).isEqualTo("a");
      assertThat(time.elapsed()).isZero();
    }
  }

  @Nested
  class Failure {
    @Test
    void thatIsUncheckedIsThrownAsItself() {
      var failure = new IllegalStateException("down");
      assertThatThrownBy(() -> await(CompletableFuture.failedFuture(failure))).isSameAs(failure);
      var error = new AssertionError("broken");
      assertThatThrownBy(() -> await(CompletableFuture.failedFuture(error))).isSameAs(error);
    }

    @Test
    void thatIsCheckedIsThrownAsItselfIfItIsNamed() {
      var failure = new IOException("down");
      assertThatThrownBy(() -> await(CompletableFuture.failedFuture(failure), IOException.class))
          .isSameAs(failure);
    }

    @Test
    void thatIsCheckedIsACauseIfItIsNotNamed() {
      var failure = new IOException("down");
      assertThatThrownBy(() -> await(CompletableFuture.failedFuture(failure)))
          .isInstanceOf(TaskFailed.class)
          .hasCause(failure);
      assertThatThrownBy(
              () -> await(CompletableFuture.failedFuture(failure), ExecutionException.class))
          .isInstanceOf(TaskFailed.class);
    }

    @Test
    void isUnwrappedHoweverOftenItWasWrapped() {
      var failure = new IOException("down");
      CompletableFuture<Object> wrapped =
          CompletableFuture.failedFuture(
              new CompletionException(new ExecutionException(new CompletionException(failure))));
      assertThatThrownBy(() -> await(wrapped.thenApply(x -> x), IOException.class))
          .isSameAs(failure);
      assertThatThrownBy(() ->
              await(
                  new FutureTask<>(() -> "a") {
                    {
                      setException(failure);
                    }
                  },
                  IOException.class))
          .isSameAs(failure);
    }

    @Test
    void withoutACauseIsTheWrapperItself() {
      var bare = new CompletionException("no cause", null);
      assertThatThrownBy(() -> await(CompletableFuture.failedFuture(bare))).isSameAs(bare);
    }

    @Test
    void showsWhereItWasAwaited() {
      var failure = new IllegalStateException("down");
      assertThatThrownBy(() -> await(CompletableFuture.failedFuture(failure))).isSameAs(failure);
      assertThat(failure.getSuppressed()).singleElement().isInstanceOf(AwaitTrace.class);
      assertThat(failure.getSuppressed()[0].getStackTrace())
          .anyMatch(frame -> frame.getMethodName().contains("showsWhereItWasAwaited"));
    }

    @Test
    void thatManyAwaitDoesNotGrow() {
      var failure = new IllegalStateException("down");
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> await(CompletableFuture.failedFuture(failure))).isSameAs(failure);
      }
      assertThat(failure.getSuppressed()).hasSize(8);
    }
  }

  @Nested
  class Cancel {
    @Test
    void ofTheFutureIsNoneOfTheCaller() {
      pending.cancel(true);
      assertThatThrownBy(() -> await(pending))
          .isInstanceOf(Cancelled.class)
          .hasMessageStartingWith("what was awaited has been cancelled: ")
          .satisfies(failure ->
              assertThat(failure.getSuppressed())
                  .singleElement()
                  .isInstanceOf(CancellationException.class));
    }

    @Test
    void ofWhatItWasMadeOfIsOneToo() {
      CompletableFuture<String> made = pending.thenApply(value -> value);
      pending.cancel(true);
      assertThatThrownBy(() -> await(made)).isInstanceOf(Cancelled.class);
    }

    @Test
    void ofTheCallerByAnInterruptCancelsIt() throws Exception {
      var waits = new CountDownLatch(1);
      var thrown = new CompletableFuture<Throwable>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                waits.countDown();
                Throwable failure = catchThrowable(() -> await(pending));
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                thrown.complete(failure);
              });
      waits.await();
      caller.interrupt();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      assertThat(pending.isCancelled()).isTrue();
    }

    @Test
    void ofTheCallerByADeadlineCancelsIt() {
      assertThatThrownBy(() -> within(ofMillis(20), () -> await(pending)))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(pending.isCancelled()).isTrue();
    }

    @Test
    void ofTheCallerByADeadlineThatItHasIgnoredCancelsItAtOnce() {
      assertThatThrownBy(() ->
              within(
                  ofMillis(20),
                  () -> {
                    assertThatThrownBy(() -> new CountDownLatch(1).await())
                        .isInstanceOf(InterruptedException.class);
                    return await(pending);
                  }))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(pending.isCancelled()).isTrue();
    }

    @Test
    void ofTheCallerByASiblingCancelsIt() {
      var failure = new IOException("sibling");
      Task<String, IOException> sibling =
          () -> {
            throw failure;
          };
      assertThatThrownBy(() -> all(List.of(() -> await(pending), sibling))).isSameAs(failure);
      assertThat(pending.isCancelled()).isTrue();
      assertThat(Arrays.asList(failure.getSuppressed())).hasOnlyElementsOfType(TaskTrace.class);
    }

    @Test
    void ofTheCallerThatItHasIgnoredCancelsItAtOnce() {
      var failure = new IOException("sibling");
      Task<String, IOException> deaf =
          () -> {
            assertThatThrownBy(() -> new CountDownLatch(1).await())
                .isInstanceOf(InterruptedException.class);
            return await(pending);
          };
      Task<String, IOException> sibling =
          () -> {
            throw failure;
          };
      assertThatThrownBy(() -> all(List.of(deaf, sibling))).isSameAs(failure);
      assertThat(pending.isCancelled()).isTrue();
    }

    @Test
    void ofTheCallerDoesNotTouchOneThatIsDone() throws Exception {
      pending.complete("a");
      Thread.currentThread().interrupt();
      assertThat(await(pending)).isEqualTo("a");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void nullIsNamed() {
    assertThatThrownBy(() -> await(null)).hasMessage("future");
    assertThatThrownBy(() -> await(pending, null)).hasMessage("type");
  }
}
