package dev.meanwhile.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A program that knows nothing of Meanwhile: for each line it reads it serves one request. */
public final class WatchedProgram {
  private WatchedProgram() {}

  /** Serves until there are no more lines. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    IO.println("ready");
    while (lines.readLine() != null) {
      Thread.ofVirtual().start(WatchedProgram::page).join();
      IO.println("served");
    }
  }

  private static void page() {
    user();
    org();
    for (int row = 0; row < 6; row++) {
      invoice();
    }
  }

  private static void user() {
    query();
  }

  private static void org() {
    query();
  }

  private static void invoice() {
    query();
  }

  /** Longer than the shortest wait that is recorded. */
  static void query() {
    try {
      Thread.sleep(3);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
