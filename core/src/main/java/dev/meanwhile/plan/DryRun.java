package dev.meanwhile.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a plan whose results were given instead of worked for.
 *
 * @param result what the plan's result would be
 * @param ran the names of the steps that would run, in the order of their definition
 * @param skipped the names of those that would not, because a condition does not hold
 */
public record DryRun<O extends @Nullable Object>(O result, List<String> ran, List<String> skipped) {
  /** Copies the lists. */
  public DryRun {
    ran = List.copyOf(ran);
    skipped = List.copyOf(skipped);
  }
}
