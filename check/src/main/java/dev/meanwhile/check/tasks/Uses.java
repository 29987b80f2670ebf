package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.model.Variable;
import java.util.ArrayList;
import java.util.List;

/** How a method uses a local variable. */
public final class Uses {
  private Uses() {}

  /**
   * The nodes that have the variable as a part: a call on it, an assignment of it, a return. The
   * classes within the method are looked at too.
   */
  public static List<Node> of(Variable variable, Node code) {
    var users = new ArrayList<Node>();
    addUsers(variable, code, users);
    return users;
  }

  private static void addUsers(Variable variable, Node code, List<Node> users) {
    code.forEach(node -> {
      for (Node part : node.parts()) {
        if (part instanceof Local local && local.variable() == variable) {
          users.add(node);
        }
      }
      switch (node) {
        case New made when made.body() != null -> addWithin(made.body(), variable, users);
        case Statement.LocalType local -> addWithin(local.type(), variable, users);
        default -> {}
      }
    });
  }

  private static void addWithin(TypeDeclaration type, Variable variable, List<Node> users) {
    for (Method method : type.methods()) {
      method.body().ifPresent(body -> addUsers(variable, body, users));
    }
  }
}
