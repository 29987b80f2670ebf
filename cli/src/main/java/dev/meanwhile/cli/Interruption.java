package dev.meanwhile.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes Ctrl-C an interrupt of one thread, and gives it a moment to close what it has open. */
public final class Interruption implements AutoCloseable {
  /** What a command exits with that was interrupted, as shells have it. */
  public static final int EXIT_CODE = 130;

  private static final int SECONDS = 3;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");

  private Interruption() {}

  /** Interrupts the calling thread on Ctrl-C, until this is closed. */
  public static Interruption ofThisThread() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void interrupt() {
    worker.interrupt();
    try {
      if (!closed.await(SECONDS, TimeUnit.SECONDS)) {
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
