package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Conditional;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.model.Variable.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where values come from: what is assigned to a variable or field anywhere in the program, what is
 * passed for a parameter, what a method returns. Safe for use by many threads.
 */
public final class Origins {
  private static final int DEEPEST = 6;

  private final Program program;
  private final OriginIndex index;

  /** Of a program. Nothing is done before the first question. */
  public Origins(Program program) {
    this.program = program;
    this.index = new OriginIndex(program);
  }

  /**
   * The expressions that may give the value of an expression: creations, calls into libraries,
   * literals, lambdas. A name of which nothing is known is its own origin.
   */
  public List<Origin> of(Expression value, Method around) {
    var found = new ArrayList<Origin>();
    follow(new Origin(value, around), 0, found);
    return found;
  }

  /** As {@link #of}, and what a container may give a field or parameter that nothing else sets. */
  public List<Origin> injected(Expression value, Method around) {
    var found = new ArrayList<Origin>();
    for (Origin origin : of(value, around)) {
      Optional<Method> factory =
          switch (origin.value()) {
            case Field field -> factoryOf(field.name(), field.type()::equals);
            case Local(_, Variable held) when held.kind() == Kind.PARAMETER ->
                factoryOf(held.name(), held.type()::equals);
            default -> Optional.empty();
          };
      if (factory.isPresent()) {
        returned(factory.get()).forEach(each -> found.addAll(of(each, factory.get())));
      } else {
        found.add(origin);
      }
    }
    return found;
  }

  /** The method by which a container makes what it injects: the only one of the type, or name. */
  public Optional<Method> factoryOf(String name, Predicate<JavaType> type) {
    List<Method> all =
        index.factories().stream().filter(method -> type.test(method.returnType())).toList();
    List<Method> named = all.stream().filter(each -> each.name().equalsIgnoreCase(name)).toList();
    List<Method> likely = named.isEmpty() ? all : named;
    return likely.size() == 1 ? Optional.of(likely.getFirst()) : Optional.empty();
  }

  /** What is assigned to a local variable, or passed for a parameter. */
  public List<Origin> of(Variable variable) {
    return index.of(variable);
  }

  /** The calls in the program that may run a method of the program. */
  public List<Origin> callsOf(Method method) {
    return index.callsOf(method);
  }

  private void follow(Origin origin, int depth, List<Origin> found) {
    List<Origin> next = depth < DEEPEST ? step(origin) : List.of();
    if (next.isEmpty()) {
      found.add(origin);
    }
    next.forEach(each -> follow(each, depth + 1, found));
  }

  private List<Origin> step(Origin origin) {
    return switch (origin.value().withoutCast()) {
      case Local local -> of(local.variable());
      case Field field -> index.of(field);
      case Conditional choice ->
          List.of(
              new Origin(choice.then(), origin.method()),
              new Origin(choice.otherwise(), origin.method()));
      case Call call -> returned(call);
      case Expression same when same != origin.value() ->
          List.of(new Origin(same, origin.method()));
      default -> List.of();
    };
  }

  /** What the methods of the program that a call may run return. */
  private List<Origin> returned(Call call) {
    var values = new ArrayList<Origin>();
    for (Method target : program.targets(call.method())) {
      returned(target, values);
    }
    return values;
  }

  private static void returned(Method method, List<Origin> values) {
    returned(method).forEach(value -> values.add(new Origin(value, method)));
  }

  /** What a method of the program returns. */
  public static List<Expression> returned(Method method) {
    return method.body().map(Origins::returned).orElse(List.of());
  }

  /** What a body returns, not what the lambdas and classes in it do. */
  public static List<Expression> returned(Statement.Block body) {
    var values = new ArrayList<Expression>();
    body.forEachRunHere(node -> {
      if (node instanceof Statement.Return returned && returned.value() != null) {
        values.add(returned.value());
      }
    });
    return values;
  }
}
