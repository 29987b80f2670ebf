package dev.meanwhile.trace.foreign;

import java.util.List;

/** Something that may save time. All numbers are sums over all calls. */
public sealed interface Finding permits StackedWaits, RepeatedWait {
  /** The method, at a line that waited. */
  CallSite method();

  /** How many calls of it were recorded in which this was found. */
  int calls();

  /** How long was waited. */
  long nanos();

  /** How much of it could be saved at most. */
  long possibleSavingNanos();

  /**
   * The tasks of Meanwhile that it was found in, without the places in lists; empty in a program
   * that knows nothing of Meanwhile.
   */
  List<String> tasks();
}
