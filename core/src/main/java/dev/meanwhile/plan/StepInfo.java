package dev.meanwhile.plan;

import java.util.List;

/**
 * A step of a plan, looked at without running it.
 *
 * @param name with the names of the plans that it is in below the one looked at: {@code
 *     "payment/charge"}
 * @param inputs the names of the steps that it waits for: to be given their results, because its
 *     condition asks for them, or as the input of the plan that it is in; the input of the plan
 *     looked at is none
 * @param notes what else is to be known of it: its condition, limits and policy, in words
 */
public record StepInfo(String name, List<String> inputs, List<String> notes) {
  /** Copies the lists. */
  public StepInfo {
    inputs = List.copyOf(inputs);
    notes = List.copyOf(notes);
  }
}
