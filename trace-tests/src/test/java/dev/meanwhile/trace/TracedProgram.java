package dev.meanwhile.trace;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;

import dev.meanwhile.Meanwhile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** An application that knows nothing of traces, unless it is told to start one itself. */
final class TracedProgram {
  private TracedProgram() {}

  /**
   * Does so many runs and returns from main, or one that never ends, or a slow one; with a folder,
   * traces itself.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1) {
      traceTo(arguments[1]);
    }
    switch (arguments[0]) {
      case "forever" -> forever();
      case "slow" -> slow();
      default -> runs(Integer.parseInt(arguments[0]));
    }
    System.out.println("done");
  }

  private static void runs(int count) throws InterruptedException {
    for (int run = 0; run < count; run++) {
      all(named("user", () -> 1), named("org", () -> 2), Integer::sum);
    }
  }

  /** Returns when the thread that logs has logged. */
  private static void slow() throws InterruptedException {
    scope(
        "page",
        scope -> {
          Meanwhile.sleep(Duration.ofMillis(2));
          return null;
        });
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("meanwhile-slow-runs")) {
        thread.join();
      }
    }
  }

  private static void traceTo(String folder) throws IOException {
    Tracing.to(Path.of(folder)).start();
  }

  private static void forever() throws InterruptedException {
    scope(
        "forever",
        scope -> {
          for (int piece = 0; piece < 2000; piece++) {
            scope.start("piece", () -> 1).get();
          }
          new CountDownLatch(1).await();
          return null;
        });
  }
}
