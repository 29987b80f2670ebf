package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.Operation;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Volatile fields that a method sets where they are not set yet, from nothing that it is given:
 * whoever comes first finds the same, so callers do not depend on each other for that.
 */
final class LazyFields {
  private final Program program;
  private final Method method;
  private final Set<Assignment> first = Collections.newSetFromMap(new IdentityHashMap<>());

  private LazyFields(Program program, Method method) {
    this.program = program;
    this.method = method;
  }

  /** Those that a method sets in no other way. */
  static Set<Part> of(Method method, Program program) {
    var found = new LazyFields(program, method);
    method.all(Statement.If.class).forEach(found::look);
    var lazy = new HashSet<Part>();
    found.first.forEach(assignment -> lazy.add(Part.of((Field) assignment.target())));
    for (Assignment other : lazy.isEmpty() ? Set.<Assignment>of() : method.all(Assignment.class)) {
      if (other.target() instanceof Field field && !found.first.contains(other)) {
        lazy.remove(Part.of(field));
      }
    }
    return lazy;
  }

  /** {@code if (client == null) { … client = create(); … }}. */
  private void look(Statement.If choice) {
    if (choice.condition() instanceof Operation test
        && test.operands().size() == 2
        && test.operands().getFirst() instanceof Field field
        && test.operands().getLast().withoutCast() instanceof Literal
        && isVolatile(field)) {
      choice.forEach(node -> {
        if (node instanceof Assignment set
            && set.operator().equals("=")
            && set.target() instanceof Field target
            && Part.of(target).equals(Part.of(field))
            && !isGiven(set.value())) {
          first.add(set);
        }
      });
    }
  }

  private boolean isVolatile(Field field) {
    return program.type(field.owner()).stream()
        .flatMap(type -> type.fields().stream())
        .anyMatch(declared ->
            declared.name().equals(field.name())
                && declared.modifiers().contains(Modifier.VOLATILE));
  }

  private boolean isGiven(Node value) {
    boolean[] found = {false};
    value.forEach(node ->
        found[0] |=
            node instanceof Local(_, Variable local)
                && local.kind() == Variable.Kind.PARAMETER
                && method.parameters().contains(local));
    return found[0];
  }
}
