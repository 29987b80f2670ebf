package dev.meanwhile.check.javac;

import dev.meanwhile.check.model.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The local variables that can be named at one place, by name. */
final class Scope {
  private final @Nullable Scope around;
  private final Map<String, Variable> variables = new HashMap<>(4);

  private Scope(@Nullable Scope around) {
    this.around = around;
  }

  /** Where there are no local variables. */
  static Scope outside() {
    return new Scope(null);
  }

  /** A scope within this one. */
  Scope within() {
    return new Scope(this);
  }

  void add(Variable variable) {
    variables.put(variable.name(), variable);
  }

  Optional<Variable> find(String name) {
    for (@Nullable Scope scope = this; scope != null; scope = scope.around) {
      Variable found = scope.variables.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
