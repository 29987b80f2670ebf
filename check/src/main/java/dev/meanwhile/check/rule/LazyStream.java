package dev.meanwhile.check.rule;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.WaitKind;
import dev.meanwhile.check.waits.Waits;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Streams take each element through all their steps before the next: {@code map(x -> begin(x))
 * .map(begun -> begun.get())} begins one after the other.
 */
final class LazyStream {
  private static final Set<String> STEPS =
      Set.of("map", "filter", "peek", "flatMap", "mapToInt", "mapToLong", "mapToDouble", "forEach");

  private LazyStream() {}

  /** Whether a step behind this one, which an element gets to at once, waits for its future. */
  static boolean joinsEach(Span head, Method method, Waits waits) {
    List<Call> later =
        method.all(Call.class).stream()
            .filter(call -> !call.name().equals(head) && isBehind(call, head))
            .sorted(Comparator.comparingInt(call -> call.name().start()))
            .toList();
    for (Call step : later) {
      if (!STEPS.contains(step.methodName())) {
        return false;
      }
      if (step.arguments().stream().anyMatch(function -> joins(function, waits))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBehind(Call call, Span head) {
    List<Call> steps = Chains.calls(call);
    return steps.stream().anyMatch(step -> step.name().equals(head))
        && steps.stream().noneMatch(step -> step.methodName().startsWith("parallel"));
  }

  private static boolean joins(Expression function, Waits waits) {
    return switch (function) {
      case Lambda lambda -> {
        var found = new boolean[1];
        Waits.calls(
            lambda.body(),
            call -> found[0] |= isJoin(call, waits) || isJoinOf(lambda.parameters(), call));
        yield found[0];
      }
      case MethodReference reference -> isJoin(waits.call(reference), waits);
      default -> false;
    };
  }

  private static boolean isJoin(Call call, Waits waits) {
    return waits.of(call).filter(wait -> wait.kinds().contains(WaitKind.FUTURE)).isPresent();
  }

  /** The same where libraries are missing, and with them the type of the element. */
  private static boolean isJoinOf(List<Variable> elements, Call call) {
    return Set.of("get", "join").contains(call.methodName())
        && call.receiver() instanceof Expression.Local element
        && (!element.type().isKnown() || element.type().name().equals("java.lang.Object"))
        && elements.contains(element.variable());
  }
}
