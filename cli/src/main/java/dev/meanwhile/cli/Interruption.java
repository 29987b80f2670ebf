package dev.meanwhile.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes Ctrl-C an interrupt of one thread, and gives it a moment to close what it has open. */
public final class Interruption implements AutoCloseable {
  /** What a command exits with that was interrupted, as shells have it. */
  public static final int EXIT_CODE = 130;

  private static final Duration MOMENT = Duration.ofSeconds(3);

  private final Duration patience;
  private final Thread worker = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");

  private Interruption(Duration patience) {
    this.patience = patience;
  }

  /** Interrupts the calling thread on Ctrl-C, until this is closed. */
  public static Interruption ofThisThread() {
    return ofThisThread(MOMENT);
  }

  /** The same, and lets it take so long to close. */
  static Interruption ofThisThread(Duration patience) {
    var interruption = new Interruption(patience);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void interrupt() {
    worker.interrupt();
    try {
      if (!closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("meanwhile: left without closing everything");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // That is what it is for.
    }
  }
}
