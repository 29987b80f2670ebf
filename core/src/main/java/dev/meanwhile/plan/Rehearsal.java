package dev.meanwhile.plan;

import dev.meanwhile.Outcome;
import dev.meanwhile.runtime.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through a plan with results that are given, one step after the other. */
final class Rehearsal {
  /** Stands for the result of a step for which none is given. */
  private static final Object MISSING = new Object();

  private final Map<String, ?> fakes;
  private final List<String> ran = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private @Nullable IllegalArgumentException refusal;

  private Rehearsal(Map<String, ?> fakes) {
    this.fakes = fakes;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the result is as good as the fakes are
  static <O extends @Nullable Object> DryRun<O> of(
      CheckedPlan<?, O, ?> plan, @Nullable Object input, Map<String, ?> fakes) {
    List<String> names = plan.steps().stream().map(StepInfo::name).toList();
    for (String name : fakes.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "a result for the step \"" + name + "\"; allowed: " + names);
      }
    }
    var rehearsal = new Rehearsal(fakes);
    return new DryRun<>((O) rehearsal.resultOf(plan, input), rehearsal.ran, rehearsal.skipped);
  }

  private @Nullable Object resultOf(CheckedPlan<?, ?, ?> plan, @Nullable Object input) {
    Object result = null;
    Exception thrown = null;
    try {
      result = play(plan, "", input);
    } catch (Exception failure) {
      thrown = failure;
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("no result for the steps " + missing);
    }
    if (refusal != null) {
      throw refusal;
    }
    if (thrown != null) {
      throw Thrown.as(thrown);
    }
    return result;
  }

  private @Nullable Object play(CheckedPlan<?, ?, ?> plan, String prefix, @Nullable Object input)
      throws Exception {
    List<Node> nodes = plan.nodes();
    var results = new @Nullable Object[nodes.size() + 1];
    results[0] = input;
    for (int number = 1; number < results.length; number++) {
      Node node = nodes.get(number - 1);
      results[number] = play(node, prefix + node.name(), results);
    }
    return results[plan.result()];
  }

  private @Nullable Object play(Node node, String name, @Nullable Object[] results)
      throws Exception {
    boolean wanted;
    try {
      wanted = isWanted(node, name, results);
    } catch (RuntimeException hindrance) {
      return node.given(
          node.resultOf(() -> {
            throw hindrance;
          }));
    }
    if (!wanted) {
      skip(node, name);
      return node.skipped();
    }
    return node.given(node.resultOf(() -> standIn(node, name, results)));
  }

  /** A condition cannot be asked of a result that is missing; then it is taken to hold. */
  private boolean isWanted(Node node, String name, @Nullable Object[] results) {
    int of = node.leeway().of();
    if (!node.isConditional() || results[of] == MISSING) {
      return true;
    }
    try {
      return node.isWanted(results);
    } catch (ClassCastException wrong) {
      refuse(
          "the condition of the step \"" + name + "\" cannot take " + described(results[of]),
          wrong);
      return true;
    }
  }

  private void skip(Node node, String name) {
    CheckedPlan<?, ?, ?> inner = node.shape().plan();
    if (inner == null) {
      skipped.add(name);
    } else {
      inner.steps().forEach(step -> skipped.add(name + "/" + step.name()));
    }
  }

  /** What stands for the work of a step. */
  private @Nullable Object standIn(Node node, String name, @Nullable Object[] results)
      throws Exception {
    CheckedPlan<?, ?, ?> inner = node.shape().plan();
    if (inner != null) {
      return play(inner, name + "/", results[node.inputs().getFirst()]);
    }
    ran.add(name);
    boolean isMap = node.shape().limit() != null;
    if (isMap) {
      require(Iterable.class, results[node.inputs().getFirst()], "the input of the map", name);
    }
    if (!fakes.containsKey(name)) {
      missing.add(name);
      return MISSING;
    }
    return switch (fakes.get(name)) {
      case Outcome.Failure<?>(Throwable cause) when node.isSettled() -> throw Thrown.as(cause);
      case Outcome.Success<?>(var value) when node.isSettled() -> taken(isMap, value, name);
      case null -> taken(isMap, null, name);
      case Object value -> taken(isMap, value, name);
    };
  }

  private @Nullable Object taken(boolean isMap, @Nullable Object fake, String name) {
    if (isMap) {
      require(List.class, fake, "the result of the map", name);
    }
    return fake;
  }

  private void require(Class<?> type, @Nullable Object value, String what, String name) {
    if (value != MISSING && !type.isInstance(value)) {
      String allowed = "; allowed: " + type.getSimpleName();
      refuse(what + " \"" + name + "\" is " + described(value) + allowed, null);
    }
  }

  /** Kept to the end: an outcome must not take it for a failure of a step. */
  private void refuse(String why, @Nullable Throwable cause) {
    if (refusal == null) {
      refusal = new IllegalArgumentException(why, cause);
    }
  }

  private static String described(@Nullable Object value) {
    return value == null ? "null" : "a " + value.getClass().getName() + ": " + value;
  }
}
