package dev.meanwhile.plan;

import dev.meanwhile.Limit;
import org.jspecify.annotations.Nullable;

/**
 * What a step consists of: of one call, where both are null.
 *
 * @param limit how many elements a map works on at a time
 * @param plan the plan that it is
 */
record Shape(@Nullable Limit limit, @Nullable CheckedPlan<?, ?, ?> plan) {
  static final Shape CALL = new Shape(null, null);

  static Shape map(Limit limit) {
    return new Shape(limit, null);
  }

  static Shape plan(CheckedPlan<?, ?, ?> plan) {
    return new Shape(null, plan);
  }
}
