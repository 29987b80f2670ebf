package dev.meanwhile.cli.demo;

import java.time.Duration;

/** What the database calls to take its time: it has no such function itself. */
public final class Pause {
  private Pause() {}

  /**
   * Waits inside a query.
   *
   * @param micros how long, in microseconds
   * @return 0
   * @throws InterruptedException if the query is cancelled
   */
  public static long pause(long micros) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(micros * 1_000));
    return 0;
  }
}
