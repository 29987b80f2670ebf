// Interrupts that are caught: forgotten, or heard in one way or another.
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;

class Interrupts {
  private BlockingQueue<String> queue;
  private ExecutorService pool;
  private volatile boolean cancelled;
  private volatile String state;
  private Logger log;

  void ignored() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) { // finds: swallowed-interrupt
    }
    log.info("goes on");
  }

  void logged(Thread worker) {
    try {
      worker.join();
    } catch (InterruptedException e) { // finds: swallowed-interrupt
      log.warn("interrupted", e);
    }
    log.info("goes on");
  }

  String wrapped(Future<String> part) {
    try {
      return part.get(1, TimeUnit.SECONDS);
    } catch (InterruptedException
        | ExecutionException
        | TimeoutException e) { // finds: swallowed-interrupt
      throw new IllegalStateException("no part", e);
    }
  }

  void shutDown() {
    pool.shutdown();
    try {
      pool.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) { // finds: swallowed-interrupt
      log.error("not ended", e);
    }
    log.info("ended");
  }

  void asAnException(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.SECONDS);
    } catch (Exception e) { // finds: swallowed-interrupt
      log.warn("waited in vain", e);
    }
    log.info("goes on");
  }

  void asAThrowable() {
    try {
      Thread.sleep(50);
    } catch (Throwable ignored) { // finds: swallowed-interrupt
    }
    log.info("goes on");
  }

  void futureAsAnException(Future<String> part) {
    try {
      log.info(part.get());
    } catch (Exception e) { // finds: swallowed-interrupt
      log.warn("no part", e);
    }
    log.info("goes on");
  }

  void restored() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) { // silent: the flag is set again
      Thread.currentThread().interrupt();
    }
    log.info("goes on");
  }

  void restoredBeforeAnother(Future<String> part) {
    try {
      part.get();
    } catch (InterruptedException e) { // silent: the flag is set again
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  void namedFirst(Future<String> part) throws InterruptedException {
    try {
      part.get();
    } catch (InterruptedException e) { // silent: thrown on
      throw e;
    } catch (Exception e) { // silent: interrupts do not come here
      log.warn("no part", e);
    }
  }

  void caughtInside(Future<String> part) {
    try {
      restored();
      log.info("restored");
    } catch (Exception e) { // silent: nothing in it ends by an interrupt
      log.warn("no part", e);
    }
    log.info("goes on");
  }

  boolean told() {
    try {
      Thread.sleep(100);
      return true;
    } catch (InterruptedException e) { // silent: the result says it
      return false;
    }
  }

  void remembered() {
    boolean wasInterrupted = false;
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) { // silent: remembered, and set again below
      wasInterrupted = true;
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Runnable worker() {
    return new Runnable() {
      @Override
      public void run() {
        try {
          while (true) {
            log.info(queue.take());
          }
        } catch (InterruptedException e) { // silent: the thread ends
          log.info("worker ends");
        }
      }
    };
  }

  void promised(CompletableFuture<String> promise) {
    try {
      promise.complete(queue.take());
    } catch (InterruptedException e) { // silent: the promise has it
      promise.completeExceptionally(e);
    }
    log.info("goes on");
  }

  void cancelledByAFlag(int steps) {
    for (int i = 0; i < steps; i++) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) { // silent: it looks at the flag and leaves
        if (cancelled) {
          return;
        }
      }
      log.info("step {}", i);
    }
  }

  void complete(CompletableFuture<String> part) {
    part.thenRun(() -> {
      try {
        log.info(part.get());
      } catch (Exception e) { // silent: the future is complete, and waits for nothing
        log.warn("no part", e);
      }
      log.info("goes on");
    });
  }

  void leavesByKind(int steps) {
    for (int i = 0; i < steps; i++) {
      try {
        Thread.sleep(20);
      } catch (Exception e) { // silent: an interrupt ends the loop
        if (e instanceof InterruptedException) {
          break;
        }
        log.warn("step {}", i, e);
      }
    }
    log.info("ends");
  }

  void completeByName(Future<String> part) {
    if (part.isDone()) {
      try {
        log.info(part.get());
      } catch (InterruptedException | ExecutionException e) { // silent: the future is complete
        log.warn("no part", e);
      }
    }
    log.info("goes on");
  }

  Callable<Void> task() {
    return () -> {
      queue.take(); // silent: it goes out
      return null;
    };
  }

  void aProcessThatEndsNext() {
    new Thread(
            () -> {
              try {
                Thread.sleep(30_000);
              } catch (InterruptedException ignored) { // silent: the process ends next
              }
              log.warn("it did not stop by itself");
              Runtime.getRuntime().halt(1);
            })
        .start();
  }

  void untilSomebodyInterrupts() {
    log.info("runs");
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) { // silent: the only way out
      return;
    }
  }

  void untilTheStateSaysSo() {
    while (true) {
      switch (state) {
        case "stopped":
          return;
        default:
          break;
      }
      try {
        queue.take();
      } catch (InterruptedException e) { // silent: the loop looks at its state
        log.warn("interrupted", e);
      }
    }
  }
}
