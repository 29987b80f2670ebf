package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Operation;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Calls that run only in some cases: if something is so, or if a value that is kept is missing. */
final class Occasional {
  private final Set<Call> calls = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Adds the calls of a method. */
  void add(Method method) {
    for (Statement.If choice : method.all(Statement.If.class)) {
      if (choice.otherwise() == null || asksForMissing(choice.condition())) {
        choice.then().forEach(this::addCall);
      }
    }
  }

  private void addCall(Node node) {
    if (node instanceof Call call) {
      calls.add(call);
    }
  }

  /** Whether a call runs only in some cases. */
  boolean contains(Call call) {
    return calls.contains(call);
  }

  /** {@code kept == null}, {@code keys.isEmpty()}, or one of several such questions. */
  private static boolean asksForMissing(Expression condition) {
    return switch (condition) {
      case Operation any when any.operator().equals("||") ->
          any.operands().stream().allMatch(Occasional::asksForMissing);
      case Operation equal when equal.operator().equals("==") ->
          equal.operands().getLast() instanceof Literal(_, Object value, _) && value == null;
      case Call call -> call.methodName().equals("isEmpty");
      default -> false;
    };
  }
}
