package dev.meanwhile.trace.foreign;

import java.util.List;

/**
 * A line that waits again and again in one request: a loop that asks for one thing at a time, such
 * as one query for each row of another one. All numbers are sums over all calls.
 *
 * @param path from the line that no other wait of the request shares to where the program's own
 *     code ends; the loop is in one of them
 * @param kind what it waited in: {@code socket read}, {@code sleep} and so on
 * @param calls how many requests were recorded in which it waited often
 * @param waits how often it waited
 * @param nanos how long
 * @param longestNanos in each request its longest wait
 */
public record RepeatedWait(
    List<CallSite> path,
    String kind,
    int calls,
    int waits,
    long nanos,
    long longestNanos,
    List<String> tasks)
    implements Finding {
  /** How often a line must wait in one request to be one. */
  public static final int FEWEST = 5;

  /** Copies the lists. */
  public RepeatedWait {
    path = List.copyOf(path);
    tasks = List.copyOf(tasks);
  }

  @Override
  public CallSite method() {
    return path.getFirst();
  }

  /**
   * What could be saved if all could be asked for at once: all but the longest wait, in each
   * request.
   */
  @Override
  public long possibleSavingNanos() {
    return nanos - longestNanos;
  }
}
