package dev.meanwhile.trace;

import dev.meanwhile.observe.Observer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A tracing that goes on: its observer, its writer's thread, and the hook at the end of the JVM.
 */
final class RunningTracing implements Observer.Registration {
  private static final DateTimeFormatter BEGAN =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Several tracings of one process may begin in one second. */
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Path folder;
  private final FolderWriter writer;
  private final Observer.Registration watching;
  private final Thread thread;
  private final Thread atExit = new Thread(this::finish, "meanwhile-trace-exit");

  private RunningTracing(Path folder, Recording recording, long bytes) {
    var observer = new FolderObserver(recording);
    this.folder = folder;
    this.writer = new FolderWriter(observer, new RotatingFile(folder, name(), bytes));
    this.watching = observer.install();
    this.thread = Thread.ofPlatform().daemon().name("meanwhile-trace").unstarted(this::write);
  }

  static RunningTracing start(Path folder, Recording recording, long bytes) {
    var tracing = new RunningTracing(folder, recording, bytes);
    tracing.thread.start();
    Runtime.getRuntime().addShutdownHook(tracing.atExit);
    return tracing;
  }

  private static String name() {
    return TraceFolder.PREFIX
        + BEGAN.format(Instant.now())
        + "-"
        + ProcessHandle.current().pid()
        + "-"
        + NUMBERS.incrementAndGet();
  }

  private void write() {
    try {
      writer.write();
    } catch (IOException | RuntimeException e) {
      watching.close();
      System.getLogger("dev.meanwhile")
          .log(Level.WARNING, "the tracing to " + folder + " has ended: nothing can be written", e);
    }
  }

  @Override
  public void close() {
    finish();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // the hook has run, or does
    }
  }

  private void finish() {
    watching.close();
    writer.close();
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
