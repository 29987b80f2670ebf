package dev.meanwhile.trace.whatif;

import dev.meanwhile.trace.RunTrace;
import java.util.List;

/**
 * What a run would have taken with some changes. All times are in nanoseconds. Immutable.
 *
 * @param changes what was changed
 * @param measured what the run took
 * @param best what it would take, at best
 * @param worst what it would take, at worst; the same where the answer is exact
 * @param isExact whether all that the changes rest on was recorded. Tasks that ran one after the
 *     other may need each other, where only the order of the code is known: the run would then take
 *     as long as it did, and the answer is possible only
 * @param after the changed run, to be drawn like any other
 */
public record Forecast(
    List<Change> changes, long measured, long best, long worst, boolean isExact, RunTrace after) {
  /** Keeps a copy of the changes. */
  public Forecast {
    changes = List.copyOf(changes);
  }

  /** How much shorter the run would be, at best. */
  public long gain() {
    return measured - best;
  }
}
