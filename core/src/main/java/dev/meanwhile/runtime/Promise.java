package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.FailureHandler;
import dev.meanwhile.Task;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A future that the task of a background ends; if anybody else does, the task is of no use. */
final class Promise<T extends @Nullable Object> implements FailureHandler {
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private volatile boolean kept;

  /** The work that ends it well. */
  Action<Exception> keeping(Task<? extends T, ?> work) {
    return () -> {
      T value = work.run();
      kept = true;
      future.complete(value);
    };
  }

  @Override
  public void failed(String task, Throwable failure) {
    kept = true;
    future.completeExceptionally(failure);
  }

  /** Whether nobody has ended it. */
  boolean isOpen() {
    return !future.isDone();
  }

  /** The future, from now on bound to {@code task}. */
  CompletableFuture<T> future(BackgroundTask task) {
    var _ =
        future.whenComplete((_, _) -> {
          if (!kept) {
            task.stop(Cancel.ASKED);
          }
        });
    return future;
  }
}
