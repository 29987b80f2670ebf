package dev.meanwhile.plan;

import org.jspecify.annotations.Nullable;

/**
 * A step of a plan that is being defined, or the plan's input: what other steps name as their
 * input. It stands for a result that will be there in a run. Immutable.
 *
 * @param <T> the type of the result
 */
public final class Step<T extends @Nullable Object> {
  private final Draft draft;
  private final int number;
  private final String name;

  Step(Draft draft, int number, String name) {
    this.draft = draft;
    this.number = number;
    this.name = name;
  }

  /** The name of the step; {@code "in"} for the plan's input. */
  public String name() {
    return name;
  }

  Draft draft() {
    return draft;
  }

  /** Its place in the results of a run; 0 for the plan's input. */
  int number() {
    return number;
  }

  /** Its result. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the result of a Step<T> is a T, null or not
  T in(@Nullable Object[] results) {
    return (T) results[number];
  }

  @Override
  public String toString() {
    return "step \"" + name + "\"";
  }
}
