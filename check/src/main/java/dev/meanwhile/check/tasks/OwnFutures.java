package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.Statement.Evaluate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a method does itself about the failure of the future that it returns. */
final class OwnFutures {
  private OwnFutures() {}

  /** Whether the method has hung a handler of its own on the future that it returns. */
  static boolean hearEnd(Expression value, Method method) {
    return value instanceof Local future
        && Uses.of(future.variable(), method.body().orElseThrow()).stream()
            .anyMatch(use -> use instanceof Call step && Futures.handlesFailure(step));
  }

  /** The call by which it completes a future with a failure that it does not log there. */
  static Optional<Call> failure(Method method) {
    var failing = new ArrayList<Call>();
    method
        .body()
        .orElseThrow()
        .forEach(node -> {
          if (node instanceof Block block
              && block.statements().stream().noneMatch(OwnFutures::isLog)) {
            block.statements().forEach(statement -> addFailing(statement, failing));
          }
        });
    return failing.stream().findFirst();
  }

  private static void addFailing(Statement statement, List<Call> failing) {
    if (statement instanceof Evaluate(_, Call call)
        && Set.of("completeExceptionally", "setException").contains(call.methodName())) {
      failing.add(call);
    }
  }

  private static boolean isLog(Statement statement) {
    return statement instanceof Evaluate(_, Call call) && Calm.isLog(call);
  }
}
