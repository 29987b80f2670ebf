package dev.meanwhile.benchmarks.harness;

import java.io.PrintStream;
import java.time.Duration;

/** Says how far it is: on one line where somebody looks, else now and then on a line of its own. */
final class ProgressBar {
  private static final int WIDTH = 24;
  private static final int LINES = 20;

  private final PrintStream err;
  private final boolean isWatched;
  private final long begin = System.nanoTime();
  private int expected;
  private int begun;

  ProgressBar(PrintStream err, boolean isWatched) {
    this.err = err;
    this.isWatched = isWatched;
  }

  void expect(int turns) {
    expected = turns;
  }

  /** The next turn begins. */
  void next(String what) {
    if (isWatched) {
      err.print("\r\033[K" + bar() + ' ' + begun + '/' + expected + left() + "  " + what);
      err.flush();
    } else if (begun * LINES / expected > (begun - 1) * LINES / expected || begun == 0) {
      err.println(begun + "/" + expected + left() + "  " + what);
    }
    begun++;
  }

  void clear() {
    if (isWatched) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  private String bar() {
    int done = WIDTH * begun / expected;
    return "[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "]";
  }

  /** By the turns that are done; nothing before there are a few. */
  private String left() {
    if (begun < 5) {
      return "";
    }
    long each = (System.nanoTime() - begin) / begun;
    var left = Duration.ofNanos(each * (expected - begun));
    return left.toMinutes() > 0
        ? ", " + left.toMinutes() + " min left"
        : ", " + left.toSeconds() + " s left";
  }
}
