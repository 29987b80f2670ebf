package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.model.Variable.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All assignments and calls of a program. Few programs need all of it, so each part is made when it
 * is asked for first. Safe for use by many threads.
 */
final class OriginIndex {
  private static final Set<String> FACTORIES = Set.of("Bean", "Produces", "Provides", "Singleton");

  private final Program program;
  private final Once<Passed> passed = new Once<>(this::findPassed);
  private final Once<Map<Variable, List<Origin>>> locals = new Once<>(this::findLocals);
  private final Once<Map<FieldName, List<Origin>>> fields = new Once<>(this::findFields);
  private final Once<List<Method>> factories = new Once<>(this::findFactories);

  OriginIndex(Program program) {
    this.program = program;
  }

  /** What is found when it is asked for first. */
  private static final class Once<T> {
    private final Supplier<T> find;
    private @Nullable T found;

    Once(Supplier<T> find) {
      this.find = find;
    }

    synchronized T get() {
      T known = found;
      if (known == null) {
        known = find.get();
        found = known;
      }
      return known;
    }
  }

  /**
   * Calls of the methods of the program.
   *
   * @param calls by method
   * @param parameters what is passed for a parameter, and what it is set to
   */
  private record Passed(Map<Method, List<Origin>> calls, Map<Variable, List<Origin>> parameters) {}

  private record FieldName(String owner, String name) {
    static FieldName of(Field field) {
      return new FieldName(field.owner(), field.name());
    }
  }

  /** What is assigned to a local variable, or passed for a parameter. */
  List<Origin> of(Variable variable) {
    var all = variable.kind() == Kind.PARAMETER ? passed.get().parameters() : locals.get();
    return all.getOrDefault(variable, List.of());
  }

  /** What is assigned to a field. */
  List<Origin> of(Field field) {
    return fields.get().getOrDefault(FieldName.of(field), List.of());
  }

  /** The calls that may run a method. */
  List<Origin> callsOf(Method method) {
    return passed.get().calls().getOrDefault(method, List.of());
  }

  /** The methods by which a container makes what it injects. */
  List<Method> factories() {
    return factories.get();
  }

  private List<Method> findFactories() {
    return program.methods().filter(OriginIndex::isFactory).toList();
  }

  private static boolean isFactory(Method method) {
    for (Annotation annotation : method.annotations()) {
      if (FACTORIES.contains(annotation.simpleName())) {
        return true;
      }
    }
    return false;
  }

  private Passed findPassed() {
    var found = new Passed(new HashMap<>(), new HashMap<>());
    program.methods().forEach(method -> addPassed(method, found));
    return found;
  }

  private void addPassed(Method method, Passed found) {
    addAssigned(method, variable -> variable.kind() == Kind.PARAMETER, found.parameters);
    for (Call call : method.all(Call.class)) {
      addCall(call, call.method(), call.arguments(), method, found);
    }
    for (New made : method.all(New.class)) {
      addCall(made, made.constructor(), made.arguments(), method, found);
    }
  }

  private void addCall(
      Expression call, MethodId id, List<Expression> arguments, Method method, Passed found) {
    for (Method target : program.declared(id)) {
      add(found.calls, target, call, method);
      List<Variable> parameters = target.parameters();
      for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
        if (parameters.get(i).kind() == Kind.PARAMETER) {
          add(found.parameters, parameters.get(i), arguments.get(i), method);
        }
      }
    }
  }

  private Map<Variable, List<Origin>> findLocals() {
    var found = new HashMap<Variable, List<Origin>>();
    program.methods().forEach(method -> addLocals(method, found));
    return found;
  }

  private static void addLocals(Method method, Map<Variable, List<Origin>> found) {
    for (Declare declared : method.all(Declare.class)) {
      if (declared.value() != null) {
        add(found, declared.variable(), declared.value(), method);
      }
    }
    addAssigned(method, variable -> variable.kind() != Kind.PARAMETER, found);
  }

  private static void addAssigned(
      Method method, Predicate<Variable> which, Map<Variable, List<Origin>> found) {
    for (Assignment set : method.all(Assignment.class)) {
      if (!set.readsTarget()
          && set.target() instanceof Local(_, Variable variable)
          && which.test(variable)) {
        add(found, variable, set.value(), method);
      }
    }
  }

  private Map<FieldName, List<Origin>> findFields() {
    var found = new HashMap<FieldName, List<Origin>>();
    program.methods().forEach(method -> addFields(method, found));
    return found;
  }

  private static void addFields(Method method, Map<FieldName, List<Origin>> found) {
    for (Assignment set : method.all(Assignment.class)) {
      if (!set.readsTarget() && set.target() instanceof Field field) {
        add(found, FieldName.of(field), set.value(), method);
      }
    }
  }

  private static <K> void add(Map<K, List<Origin>> all, K key, Expression value, Method method) {
    all.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(new Origin(value, method));
  }
}
