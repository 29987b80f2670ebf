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

/** Calls that run only if something is missing: a value that is kept, or one of another place. */
final class Fallbacks {
  private final Set<Call> calls = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Adds the calls of a method. */
  void add(Method method) {
    for (Statement.If choice : method.all(Statement.If.class)) {
      if (asksForMissing(choice.condition())) {
        choice.then().forEach(this::addCall);
      }
    }
  }

  private void addCall(Node node) {
    if (node instanceof Call call) {
      calls.add(call);
    }
  }

  /** Whether a call runs only if something is missing. */
  boolean contains(Call call) {
    return calls.contains(call);
  }

  /** {@code kept == null}, {@code keys.isEmpty()}, or one of several such questions. */
  private static boolean asksForMissing(Expression condition) {
    return switch (condition) {
      case Operation any when any.operator().equals("||") ->
          any.operands().stream().allMatch(Fallbacks::asksForMissing);
      case Operation equal when equal.operator().equals("==") ->
          equal.operands().getLast() instanceof Literal(_, Object value, _) && value == null;
      case Call call -> call.methodName().equals("isEmpty");
      default -> false;
    };
  }
}
