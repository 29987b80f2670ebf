package dev.meanwhile.plan;

import org.jspecify.annotations.Nullable;

/**
 * Dependent calls as a value: which there are, and which of them needs the results of which. It is
 * defined once, can be looked at, and runs any number of times, also at once.
 *
 * {@snippet file="Checkout.java" region="plan"}
 *
 * <p>A plan whose steps throw a checked exception is a {@link CheckedPlan}, which states what all
 * plans have in common. Immutable and thread-safe.
 *
 * @param <I> the type of the input
 * @param <O> the type of the result
 */
public final class Plan<I extends @Nullable Object, O extends @Nullable Object>
    extends CheckedPlan<I, O, RuntimeException> {

  private Plan(Draft.Defined defined) {
    super(defined);
  }

  /**
   * Defines a plan whose steps throw no checked exception.
   *
   * @param name leads the paths of its steps; not blank, and without a slash
   * @throws IllegalArgumentException if two steps have one name, or a step names one of another
   *     plan
   */
  public static <I extends @Nullable Object, O extends @Nullable Object> Plan<I, O> define(
      String name, Definition<I, O, RuntimeException> definition) {
    return new Plan<>(Draft.define(name, definition));
  }

  /**
   * Defines a plan whose steps throw {@code X}, as {@link #define} does.
   *
   * {@snippet file="Checkout.java" region="checked"}
   */
  public static <I extends @Nullable Object, O extends @Nullable Object, X extends Exception>
      CheckedPlan<I, O, X> checked(String name, Definition<I, O, X> definition) {
    return new CheckedPlan<>(Draft.define(name, definition));
  }
}
