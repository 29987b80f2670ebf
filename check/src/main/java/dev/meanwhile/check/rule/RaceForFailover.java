package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Code;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code anyOf} where the first success is meant, or over nothing at all. */
public final class RaceForFailover implements Rule {
  private static final Pattern ALTERNATIVES =
      Pattern.compile(
          "(?i).*(replica|mirror|fallback|backup|failover|primary|secondary|hedge|redundan|fastest|firstsuccess).*");
  private static final Pattern SIGNALS =
      Pattern.compile(
          "(?i).*(timeout|deadline|delay|cancel|stop|shutdown|signal|clos|interrupt).*");
  private static final Set<String> SIZES = Set.of("isEmpty", "size");

  @Override
  public String id() {
    return "race-for-failover";
  }

  @Override
  public String title() {
    return "A race that a failure can win";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    for (Call call : method.all(Call.class)) {
      if (isRace(call)) {
        check(call, method, analysis, sink);
      }
    }
  }

  private static boolean isRace(Call call) {
    return switch (call.methodName()) {
      case "anyOf" -> call.method().ownerName().equals("CompletableFuture");
      case "invokeAny" ->
          call.arguments().size() == 1
              && call.receiver() != null
              && call.receiver().type().simpleName().endsWith("ExecutorService");
      default -> false;
    };
  }

  private void check(Call race, Method method, Analysis analysis, Consumer<Finding> sink) {
    if (race.methodName().equals("invokeAny")) {
      if (mayBeEmpty(race.arguments().getFirst(), method, analysis)) {
        sink.accept(
            found(race, method)
                .says("this throws if there is nothing to run")
                .because("invokeAny of no tasks is a failure, and nothing here looks at the size")
                .advises("check for an empty collection before")
                .finding());
      }
    } else if (isOverAlternatives(race, method)) {
      sink.accept(
          found(race, method)
              .says("the first failure wins this race too")
              .because("anyOf ends with whatever ends first, and a failure is often the fastest")
              .because("the names say that one success is enough")
              .advises("take the first success: any(() -> …, () -> …)")
              .finding());
    } else if (isOfArray(race)
        && mayBeEmpty(((Call) race.arguments().getFirst()).receiver(), method, analysis)) {
      sink.accept(
          found(race, method)
              .says("this never ends if there is nothing to wait for")
              .because("anyOf of no futures never completes, and nothing here looks at the size")
              .advises("check for an empty collection before")
              .finding());
    }
  }

  private Found found(Call race, Method method) {
    return Found.by(this, method, race.at()).confidence(Confidence.LIKELY);
  }

  private static boolean isOverAlternatives(Call race, Method method) {
    var found = new boolean[] {ALTERNATIVES.matcher(method.name()).matches(), false};
    race.arguments()
        .forEach(argument ->
            argument.forEach(node -> {
              String name = name(node);
              found[0] |= ALTERNATIVES.matcher(name).matches();
              found[1] |= SIGNALS.matcher(name).matches();
            }));
    return found[0] && !found[1];
  }

  private static String name(Node node) {
    return switch (node) {
      case Local local -> local.variable().name();
      case Expression.Field field -> field.name();
      case Call call -> call.methodName();
      default -> "";
    };
  }

  /** {@code anyOf(list.toArray(…))}. */
  private static boolean isOfArray(Call race) {
    return race.arguments().size() == 1
        && race.arguments().getFirst() instanceof Call array
        && array.methodName().equals("toArray");
  }

  /** Whether it is a list, and nobody asks for the size of any. */
  private static boolean mayBeEmpty(@Nullable Expression tasks, Method method, Analysis analysis) {
    return tasks instanceof Local list
        && !analysis.tasks().elements().areFew(list, method)
        && !Code.has(method.body().orElseThrow(), RaceForFailover::asksForSize);
  }

  private static boolean asksForSize(Node node) {
    return node instanceof Call call
        && (SIZES.contains(call.methodName()) || call.methodName().endsWith("Empty"));
  }
}
