package dev.meanwhile.trace.whatif;

import java.util.List;

/**
 * A change that would make a run shorter. Immutable.
 *
 * @param change what to change
 * @param tasks the names of the tasks that it is for; empty where it is for a limit
 * @param forecast what it would bring
 */
public record Suggestion(Change change, List<String> tasks, Forecast forecast) {
  /** Keeps a copy of the names. */
  public Suggestion {
    tasks = List.copyOf(tasks);
  }
}
