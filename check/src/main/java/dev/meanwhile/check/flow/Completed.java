package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.tasks.Futures;
import dev.meanwhile.check.waits.Chains;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Whether a future is complete by construction where somebody asks it. */
public final class Completed {
  private static final Set<String> CALLBACKS =
      Set.of(
          "addListener",
          "addCallback",
          "onComplete",
          "onSuccess",
          "callAsync",
          "call",
          "transform",
          "transformAsync");
  private static final Set<String> ASKS =
      Set.of(
          "isDone",
          "isSuccess",
          "isCompletedExceptionally",
          "isCompleted",
          "run",
          "complete",
          "completeExceptionally",
          "get",
          "join",
          "cancel",
          "set");
  private static final Set<String> ENDING =
      Set.of("complete", "completeExceptionally", "run", "set");
  private static final Set<String> ENDS_ALL =
      Set.of("awaitTermination", "invokeAll", "awaitQuiescence", "awaitAll");

  private final Statement.Block body;
  private final Definitions definitions;
  private final Outline outline;

  /** For the futures of a method. */
  public Completed(Statement.Block body, Definitions definitions, Outline outline) {
    this.body = body;
    this.definitions = definitions;
    this.outline = outline;
  }

  /** Whether {@code future} is complete where {@code wait} asks for its result. */
  public boolean is(Expression future, Node wait) {
    Set<Variable> variables = variables(future);
    return isInCallback(wait, variables)
        || isAskedBefore(wait, variables)
        || (future instanceof Call got && isAskedBefore(wait, got))
        || (Chains.root(future) instanceof Field field && isAskedBefore(wait, field));
  }

  /** The variables that hold the future, or the collection that it is in. */
  private Set<Variable> variables(Expression future) {
    Set<Variable> variables = Collections.newSetFromMap(new IdentityHashMap<>());
    addVariables(future, variables);
    return variables;
  }

  private void addVariables(Expression from, Set<Variable> variables) {
    if (Chains.root(from) instanceof Local(_, Variable variable) && variables.add(variable)) {
      definitions.source(variable).ifPresent(source -> addVariables(source, variables));
      if (definitions.values(variable).size() == 1 && isView(definitions, variable)) {
        addVariables(definitions.values(variable).getFirst(), variables);
      }
    }
  }

  private static boolean isView(Definitions definitions, Variable variable) {
    Expression value = definitions.values(variable).getFirst().withoutCast();
    return value instanceof Local || (value instanceof Call call && FutureCalls.keeps(call));
  }

  /** A callback of a future may ask that future, and all that it was made of. */
  private boolean isInCallback(Node wait, Set<Variable> variables) {
    Node inner = wait;
    for (Node around : outline.allAround(wait)) {
      if (around instanceof Call call
          && inner instanceof Lambda lambda
          && (FutureCalls.isStage(call) || CALLBACKS.contains(call.methodName()))) {
        return variables.stream().anyMatch(variable -> !isDeclaredIn(variable, lambda));
      }
      inner = around;
    }
    return false;
  }

  private static boolean isDeclaredIn(Variable variable, Lambda lambda) {
    return lambda.body().at().start() <= variable.at().start()
        && variable.at().end() <= lambda.body().at().end();
  }

  private boolean isAskedBefore(Node wait, Set<Variable> variables) {
    var asked = new AtomicBoolean();
    body.forEach(node -> {
      if (node.at().start() < wait.at().start() && node != wait && asks(node, variables, wait)) {
        asked.set(true);
      }
    });
    return asked.get();
  }

  private boolean isAskedBefore(Node wait, Field field) {
    return Code.has(
        body,
        node ->
            node instanceof Call call
                && call.at().end() <= wait.at().start()
                && call.receiver() instanceof Field other
                && other.name().equals(field.name())
                && ASKS.contains(call.methodName()));
  }

  /** {@code if (item.result().isDone()) return item.result().get();}. */
  private boolean isAskedBefore(Node wait, Call got) {
    return Code.has(
        body,
        node ->
            node instanceof Call call
                && call.methodName().equals("isDone")
                && call.at().end() <= wait.at().start()
                && call.receiver() != null
                && isSame(call.receiver(), got));
  }

  /** Whether two expressions get the same thing from the same variable. */
  private static boolean isSame(@Nullable Expression one, @Nullable Expression other) {
    return switch (one) {
      case Call call ->
          other instanceof Call again
              && call.arguments().isEmpty()
              && again.arguments().isEmpty()
              && call.methodName().equals(again.methodName())
              && isSame(call.receiver(), again.receiver());
      case Local local -> other != null && Code.is(other, local.variable());
      case Field field -> other instanceof Field same && same.name().equals(field.name());
      case null -> other == null;
      default -> false;
    };
  }

  private boolean asks(Node node, Set<Variable> variables, Node wait) {
    if (node instanceof MethodReference reference) {
      return reference.method().name().equals("isDone");
    }
    if (!(node instanceof Call call) || (call.at().end() > wait.at().start() && !isFilter(call))) {
      return false;
    }
    String name = call.methodName();
    if (ENDS_ALL.contains(name)) {
      return true;
    }
    if (call.receiver() instanceof Local(_, Variable variable)
        && variables.contains(variable)
        && ASKS.contains(name)) {
      return Futures.isFutureName(variable.type().name()) && !isLeftToOthers(call, wait);
    }
    return FutureCalls.joins(call) && mentions(call, variables);
  }

  /** {@code client.load(id, answer -> future.complete(answer))}: some time, that will run. */
  private boolean isLeftToOthers(Call call, Node wait) {
    return ENDING.contains(call.methodName())
        && outline.allAround(call).stream()
            .anyMatch(around -> around instanceof Lambda && !around.at().contains(wait.at()));
  }

  private static boolean isFilter(Call call) {
    return call.methodName().equals("isDone");
  }

  private static boolean mentions(Node code, Set<Variable> variables) {
    var found = new AtomicBoolean();
    code.forEach(node -> {
      if (node instanceof Local(_, Variable variable) && variables.contains(variable)) {
        found.set(true);
      }
    });
    return found.get();
  }
}
