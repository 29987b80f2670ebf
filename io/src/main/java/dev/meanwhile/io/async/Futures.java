package dev.meanwhile.io.async;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Cancellation;
import dev.meanwhile.Cancelled;
import dev.meanwhile.Deadline;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Outcome;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Waits for futures in blocking code.
 *
 * {@snippet file="Bridges.java" region="await"}
 *
 * <p>A {@link java.util.concurrent.CompletionStage CompletionStage} says {@code
 * toCompletableFuture()} first. The other way, a task as a future, is {@link
 * dev.meanwhile.Background#future}.
 */
public final class Futures {
  private static final int MOST_TRACES = 8;

  private Futures() {}

  /**
   * Waits until {@code future} is done, and returns its result.
   *
   * <p><b>Failure.</b> What the future failed with is thrown as itself, the very object, without
   * the {@link ExecutionException}s and {@link CompletionException}s around it; a checked exception
   * as the cause of a {@link dev.meanwhile.TaskFailed}, unless {@link #await(Future, Class)} names
   * it. A suppressed {@link AwaitTrace} shows where it was awaited. <b>Interrupt.</b> If the
   * calling thread is interrupted, its task told to stop, or a deadline around it passes, the
   * future is cancelled, and the call ends as every wait here does. <b>Threads.</b> The calling
   * thread waits; to its run it is awake meanwhile, so that virtual time stands still.
   *
   * <p><b>Pitfalls.</b> Whether cancelling a future ends the work behind it is up to who made it:
   * that of {@link java.net.http.HttpClient#sendAsync} does, one that {@code supplyAsync} or {@code
   * thenApply} has made does not. Where several await one future, the interrupt of one ends it for
   * all; give each a {@code copy()}.
   *
   * @throws Cancelled if the future was cancelled, and the caller was not
   * @throws dev.meanwhile.DeadlineExceeded if a deadline of the caller passed first
   * @throws InterruptedException if the caller was told to stop first
   */
  public static <T extends @Nullable Object> T await(Future<T> future) throws InterruptedException {
    return await(future, RuntimeException.class);
  }

  /**
   * The same for a future that may fail with a checked exception.
   *
   * @param type the checked exception to let through as itself
   * @throws X what the future failed with, if it is of that type
   */
  public static <T extends @Nullable Object, X extends Exception> T await(
      Future<T> future, Class<X> type) throws X, InterruptedException {
    requireNonNull(future, "future");
    requireNonNull(type, "type");
    try {
      if (!future.isDone()) {
        refuseIfTold();
      }
      return future.get();
    } catch (ExecutionException failed) {
      return failure(future, bare(failed)).orElseThrow(type);
    } catch (CancellationException cancelled) {
      return failure(future, cancelled).orElseThrow(type);
    } finally {
      // Only a wait that was cut short leaves it undone.
      if (!future.isDone()) {
        future.cancel(true);
      }
    }
  }

  /** A task that has swallowed its interrupt is refused every other wait, too. */
  private static void refuseIfTold() throws InterruptedException {
    if (Cancellation.current().isCancelled() || Deadline.remaining().isZero()) {
      Meanwhile.sleep(Duration.ofNanos(1));
    }
  }

  private static Throwable bare(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static <T extends @Nullable Object> Outcome<T> failure(
      Future<T> future, Throwable failure) {
    if (failure instanceof CancellationException) {
      var cancelled = new Cancelled("what was awaited has been cancelled: " + future);
      cancelled.addSuppressed(failure);
      return new Outcome.Failure<>(cancelled);
    }
    if (failure.getSuppressed().length < MOST_TRACES) {
      failure.addSuppressed(new AwaitTrace());
    }
    return new Outcome.Failure<>(failure);
  }
}
