package dev.meanwhile;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A thread that runs no task, and what it got from what it was asked to do. */
final class Outsider {
  private final CompletableFuture<Object> result = new CompletableFuture<>();
  private final Thread thread;

  private Outsider(Task<?, ?> work) {
    thread =
        Thread.ofVirtual()
            .name("outsider")
            .start(() -> {
              try {
                result.complete(work.run());
              } catch (Throwable thrown) {
                result.complete(thrown);
              }
            });
  }

  /** Begins {@code work}. */
  static Outsider does(Task<?, ?> work) {
    return new Outsider(work);
  }

  /** Begins {@code work}, and returns when it waits, or has ended without waiting. */
  static Outsider waitsFor(Task<?, ?> work) {
    var outsider = new Outsider(work);
    while (!outsider.isWaiting() && outsider.isAlive()) {
      Thread.yield();
    }
    return outsider;
  }

  /** Begins {@code work}, and returns when {@code so} is true. */
  static Outsider does(Task<?, ?> work, BooleanSupplier so) {
    var outsider = new Outsider(work);
    while (!so.getAsBoolean()) {
      Thread.yield();
    }
    return outsider;
  }

  /** Whether it waits at this moment. */
  boolean isWaiting() {
    return thread.getState() == Thread.State.WAITING;
  }

  /** Whether it has not ended. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** What the work returned or threw. */
  Object result() {
    return result.join();
  }
}
