package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Variable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Questions about a piece of code. */
public final class Code {
  private Code() {}

  /** Whether a node like this is in it, lambda bodies included. */
  public static boolean has(Node code, Predicate<? super Node> like) {
    var found = new AtomicBoolean();
    code.forEach(node -> found.compareAndSet(false, like.test(node)));
    return found.get();
  }

  /** Whether a node like this is in what runs when the code runs. */
  public static boolean hasHere(Node code, Predicate<? super Node> like) {
    var found = new AtomicBoolean();
    code.forEachRunHere(node -> found.compareAndSet(false, like.test(node)));
    return found.get();
  }

  /** Whether a method of this name is called in it. */
  public static boolean calls(Node code, String methodName) {
    return has(code, node -> node instanceof Call call && call.methodName().equals(methodName));
  }

  /** Whether it names a variable. */
  public static boolean names(Node code, Variable variable) {
    return has(code, node -> is(node, variable));
  }

  /** Whether a node is this variable, and nothing else. */
  public static boolean is(Node node, Variable variable) {
    return node instanceof Expression value
        && value.withoutCast() instanceof Local(_, Variable named)
        && named == variable;
  }
}
