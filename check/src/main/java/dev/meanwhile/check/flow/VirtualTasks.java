package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Set;

/** The tasks that a method starts on virtual threads. */
public final class VirtualTasks {
  private static final Set<String> STARTS =
      Set.of("submit", "execute", "start", "startVirtualThread", "unstarted");

  private VirtualTasks() {}

  /** The lambdas, references and objects that run on virtual threads. */
  public static List<Expression> in(Method method) {
    List<Call> calls =
        method.all(Call.class).stream().filter(call -> STARTS.contains(call.methodName())).toList();
    if (calls.isEmpty()) {
      return List.of();
    }
    var definitions = new Definitions(method.body().orElseThrow());
    return calls.stream()
        .filter(call -> isVirtual(call, definitions, method))
        .flatMap(call -> call.arguments().stream())
        .toList();
  }

  private static boolean isVirtual(Call call, Definitions definitions, Method method) {
    if (call.methodName().equals("startVirtualThread")) {
      return true;
    }
    return call.receiver() != null && makes(call.receiver(), definitions, method);
  }

  /** {@code Thread.ofVirtual()}, or an executor with a virtual thread per task. */
  private static boolean makes(Expression value, Definitions definitions, Method method) {
    return switch (value.withoutCast()) {
      case Call call ->
          Chains.calls(call).stream()
              .anyMatch(part ->
                  Set.of("ofVirtual", "newVirtualThreadPerTaskExecutor")
                      .contains(part.methodName()));
      case Local local ->
          definitions.values(local.variable()).stream()
              .anyMatch(each -> !(each instanceof Local) && makes(each, definitions, method));
      case Expression.Field field -> isFieldVirtual(field, method);
      case New _ -> false;
      default -> false;
    };
  }

  private static boolean isFieldVirtual(Expression.Field field, Method method) {
    return method.owner().methods().stream()
        .filter(each -> each.name().equals(Method.INITIALISER) || each.name().equals("<init>"))
        .flatMap(each -> each.body().stream())
        .anyMatch(body ->
            Code.has(
                body,
                node ->
                    node instanceof Expression.Assignment(_, Expression.Field set, _, Call made, _)
                        && set.name().equals(field.name())
                        && made.methodName().equals("newVirtualThreadPerTaskExecutor")));
  }
}
