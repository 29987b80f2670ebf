package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Variable;
import java.util.HashMap;
import java.util.Map;

/** Which variables of a method are read anywhere in it. */
final class MethodUses {
  private final Map<Variable, Integer> reads = new HashMap<>();

  private MethodUses() {}

  static MethodUses of(Method method) {
    var uses = new MethodUses();
    method.body().ifPresent(body -> body.forEach(uses::add));
    return uses;
  }

  private void add(Node node) {
    if (node instanceof Expression.Assignment(_, Expression.Local target, String operator, _, _)
        && operator.equals("=")) {
      reads.merge(target.variable(), -1, Integer::sum);
    } else if (node instanceof Expression.Local local) {
      reads.merge(local.variable(), 1, Integer::sum);
    }
  }

  /** Whether anything reads the variable. */
  boolean isRead(Variable variable) {
    return reads.getOrDefault(variable, 0) > 0;
  }
}
