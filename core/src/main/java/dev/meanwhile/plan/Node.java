package dev.meanwhile.plan;

import dev.meanwhile.Task;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.GraphStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step in its plan. Immutable.
 *
 * @param site where it is defined
 * @param inputs the numbers of the steps whose results it is given
 */
record Node(
    String name,
    @Nullable StackTraceElement site,
    List<Integer> inputs,
    Terms terms,
    Shape shape,
    Code code,
    Leeway leeway)
    implements GraphStep {

  /** Its work, given the results of the run so far. */
  @FunctionalInterface
  interface Code {
    @Nullable Object run(@Nullable Object[] results) throws Exception;
  }

  Node with(Leeway other) {
    return new Node(name, site, inputs, terms, shape, code, other);
  }

  @Override
  public List<Integer> reads() {
    var reads = new ArrayList<>(inputs);
    if (isConditional()) {
      reads.add(leeway.of());
    }
    return reads.stream().distinct().toList();
  }

  @Override
  public @Nullable Demand demand() {
    return terms.demand();
  }

  boolean isConditional() {
    return leeway.isConditional();
  }

  @Override
  public boolean isWanted(@Nullable Object[] results) {
    return leeway.holds().test(results);
  }

  @Override
  public @Nullable Object skipped() {
    return leeway.skipped();
  }

  @Override
  public boolean isSettled() {
    return leeway.isSettled();
  }

  @Override
  public @Nullable Object run(@Nullable Object[] results) throws Exception {
    Policy policy = terms.policy();
    if (policy == null && leeway == Leeway.NONE) {
      return code.run(results);
    }
    Task<@Nullable Object, Exception> work = () -> code.run(results);
    return resultOf(policy == null ? work : () -> policy.call(work));
  }

  @Override
  public @Nullable Object resultOf(Task<?, ?> work) throws Exception {
    return leeway.around().of(work).run();
  }

  @Override
  public @Nullable Object given(@Nullable Object result) {
    return leeway.given().apply(result);
  }

  /** What a drawing says of it. */
  List<String> notes() {
    var notes = new ArrayList<String>();
    if (shape.limit() != null) {
      notes.add("map, " + shape.limit());
    }
    if (leeway.isSettled()) {
      notes.add("outcome");
    }
    notes.addAll(terms.notes());
    return notes;
  }
}
