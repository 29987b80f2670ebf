package dev.meanwhile.plan;

import dev.meanwhile.Outcome;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Gathering;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What may become of a step besides a value: that it is skipped, or that its failure is an answer.
 *
 * @param of the number of the step whose result decides whether it runs, or -1 where it always does
 * @param skipped what stands for its result if it does not run
 * @param isSettled whether its failure is an answer
 * @param around makes of a failure a value, where it is an answer
 * @param given makes of that what the readers of the step are given
 */
record Leeway(
    int of,
    Predicate<@Nullable Object[]> holds,
    @Nullable Object skipped,
    boolean isSettled,
    Around around,
    UnaryOperator<@Nullable Object> given) {
  static final Leeway NONE =
      new Leeway(-1, results -> true, null, false, work -> work, result -> result);

  /** Something around work. */
  @FunctionalInterface
  interface Around {
    Task<?, ?> of(Task<?, ?> work);
  }

  Leeway settled() {
    return new Leeway(
        of,
        holds,
        new Outcome.Success<>(skipped),
        true,
        work -> {
          Task<?, ?> inner = around.of(work);
          return () -> Gathering.outcome(() -> given.apply(inner.run()));
        },
        outcome -> outcome);
  }

  Leeway onlyIf(int number, Predicate<@Nullable Object[]> condition) {
    if (isConditional()) {
      throw new IllegalArgumentException(
          "a when inside of a when; allowed: one condition a step, which may ask for both");
    }
    return new Leeway(
        number,
        condition,
        Optional.empty(),
        isSettled,
        around,
        result -> Optional.ofNullable(given.apply(result)));
  }

  boolean isConditional() {
    return of >= 0;
  }
}
