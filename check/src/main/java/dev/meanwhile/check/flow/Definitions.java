package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Element;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.model.Statement.ForEach;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Chains;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the local variables of a piece of code hold, wherever they get it. */
public final class Definitions {
  private static final Set<String> ADDING =
      Set.of("add", "addLast", "addFirst", "put", "putIfAbsent", "offer", "push", "set");
  private static final Set<String> PER_ELEMENT =
      Set.of(
          "map",
          "forEach",
          "forEachOrdered",
          "peek",
          "flatMap",
          "mapToInt",
          "mapToLong",
          "mapToObj",
          "mapToDouble",
          "mapMulti",
          "filter",
          "anyMatch",
          "allMatch",
          "noneMatch");

  private final IdentityHashMap<Variable, List<Expression>> values = new IdentityHashMap<>();
  private final IdentityHashMap<Variable, List<Expression>> contents = new IdentityHashMap<>();
  private final IdentityHashMap<Variable, Expression> sources = new IdentityHashMap<>();
  private final IdentityHashMap<Variable, Set<String>> calls = new IdentityHashMap<>();

  private final Node code;

  /** The definitions in all of {@code code}, lambda bodies included. */
  public Definitions(Node code) {
    this.code = code;
    code.forEach(this::read);
  }

  private void read(Node node) {
    switch (node) {
      case Declare(_, Variable variable, Expression value) when value != null ->
          add(values, variable, value);
      case Assignment(_, Local(_, Variable variable), _, Expression value, _) ->
          add(values, variable, value);
      case Assignment(_, Element(_, Local(_, Variable variable), _, _), _, Expression value, _) ->
          add(contents, variable, value);
      case ForEach loop -> sources.put(loop.variable(), loop.elements());
      case Call call -> readCall(call);
      default -> {}
    }
  }

  private void readCall(Call call) {
    if (Chains.root(call) instanceof Local(_, Variable root)) {
      calls.computeIfAbsent(root, _ -> new HashSet<>()).add(call.methodName());
    }
    if (call.receiver() == null || call.arguments().isEmpty()) {
      return;
    }
    Expression last = call.arguments().getLast();
    if (call.receiver() instanceof Local(_, Variable variable) && adds(call)) {
      add(contents, variable, last);
    }
    if (last instanceof Lambda lambda
        && lambda.parameters().size() == 1
        && PER_ELEMENT.contains(call.methodName())) {
      sources.put(lambda.parameters().getFirst(), call.receiver());
    }
  }

  /** Whether a call puts its last argument into a collection or map. */
  static boolean adds(Call call) {
    return ADDING.contains(call.methodName()) && !call.arguments().isEmpty();
  }

  private static void add(
      IdentityHashMap<Variable, List<Expression>> to, Variable variable, Expression expression) {
    to.computeIfAbsent(variable, _ -> new ArrayList<>()).add(expression);
  }

  /** What is assigned to a variable. */
  public List<Expression> values(Variable variable) {
    return values.getOrDefault(variable, List.of());
  }

  /** What is put into the collection, map or array that a variable holds. */
  public List<Expression> contents(Variable variable) {
    return contents.getOrDefault(variable, List.of());
  }

  /** Whether a method of this name is called on a variable, or in a chain that begins with it. */
  public boolean isCalled(Variable variable, String methodName) {
    return calls.getOrDefault(variable, Set.of()).contains(methodName);
  }

  /** The calls that get a variable, or a callback that names it. */
  public List<Call> handedTo(Variable variable) {
    var calls = new ArrayList<Call>();
    code.forEach(node -> {
      if (node instanceof Call call
          && call.arguments().stream().anyMatch(argument -> carries(argument, variable))) {
        calls.add(call);
      }
    });
    return calls;
  }

  private static boolean carries(Expression argument, Variable variable) {
    return switch (argument.withoutCast()) {
      case Local local -> local.variable() == variable;
      case Lambda lambda -> Code.names(lambda.body(), variable);
      case MethodReference reference -> Code.is(reference.receiver(), variable);
      case New made when made.body() != null ->
          made.body().methods().stream()
              .flatMap(method -> method.body().stream())
              .anyMatch(body -> Code.names(body, variable));
      default -> false;
    };
  }

  /** The first arguments of the calls of these methods on a variable. */
  List<Expression> handedBy(Variable variable, Set<String> methods) {
    var tasks = new ArrayList<Expression>();
    code.forEach(node -> {
      if (node instanceof Call call
          && methods.contains(call.methodName())
          && !call.arguments().isEmpty()
          && call.receiver() instanceof Local(_, Variable receiver)
          && receiver == variable) {
        tasks.add(call.arguments().getFirst());
      }
    });
    return tasks;
  }

  /** The collection or stream that a variable of a loop or of a lambda has its values from. */
  public Optional<Expression> source(Variable variable) {
    return Optional.ofNullable(sources.get(variable));
  }
}
