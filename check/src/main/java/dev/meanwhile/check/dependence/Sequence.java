package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A list of statements as steps, each wait on its own, with which step comes after which others by
 * need. The level of a step is the number of waits that it needs to be behind: steps of one level
 * do not need each other.
 */
public final class Sequence {
  private final List<Step> steps;
  private final int[] levels;

  private Sequence(List<Step> steps) {
    this.steps = steps;
    this.levels = new int[steps.size()];
    for (int i = 0; i < levels.length; i++) {
      var renewed = new HashSet<Variable>();
      for (int j = i - 1; j >= 0; j--) {
        if (steps.get(i).isOrderedAfter(steps.get(j), j, renewed)) {
          levels[i] = Math.max(levels[i], levels[j] + (isWait(steps.get(j)) ? 1 : 0));
        }
        renewed.addAll(steps.get(j).given());
      }
    }
  }

  private static boolean isWait(Step step) {
    return step.waiting().isPresent() && step.waiting().get().isRemote();
  }

  static Sequence of(List<Statement> statements, Toucher toucher, MethodUses uses) {
    var builder = new Builder(toucher, uses);
    statements.forEach(builder::add);
    return new Sequence(builder.steps);
  }

  /** The steps in program order. */
  public List<Step> steps() {
    return steps;
  }

  /** The level of a step by its number. */
  public int level(int step) {
    return levels[step];
  }

  /** Cuts statements into steps. */
  private static final class Builder {
    private final Toucher toucher;
    private final MethodUses uses;
    private final List<Step> steps = new ArrayList<>();

    Builder(Toucher toucher, MethodUses uses) {
      this.toucher = toucher;
      this.uses = uses;
    }

    void add(Statement statement) {
      switch (statement) {
        case Statement.Declare(_, var variable, var value) -> {
          if (value != null) {
            cut(value, uses.isRead(variable));
          }
        }
        case Statement.Evaluate(_, Expression.Assignment assignment) ->
            cut(
                assignment.value(),
                !(assignment.target() instanceof Expression.Local local)
                    || uses.isRead(local.variable()));
        case Statement.Evaluate(_, Expression expression) -> cut(expression, false);
        case Statement.Return(_, var value) when value != null -> cut(value, true);
        case Statement.Yield end -> cut(end.value(), true);
        case Statement.If choice -> cut(choice.condition(), true);
        case Statement.ForEach loop -> cut(loop.elements(), true);
        default -> {}
      }
      addRest(statement);
    }

    /** The waits that the expression always has, inside out. */
    private void cut(Expression expression, boolean isUsed) {
      switch (expression) {
        case Expression.Lambda _, Expression.MethodReference _ -> {}
        case Expression.Conditional choice -> cut(choice.condition(), true);
        case Expression.SwitchValue choice -> cut(choice.selector(), true);
        case Expression.Operation operation when operation.isShortCircuit() ->
            cut(operation.operands().getFirst(), true);
        case Call call -> cutCall(call, isUsed);
        default ->
            expression.parts().stream()
                .filter(Expression.class::isInstance)
                .forEach(part -> cut((Expression) part, true));
      }
    }

    private void cutCall(Call call, boolean isUsed) {
      call.parts().forEach(part -> cut(part, true));
      Optional<Wait> wait = toucher.waits().of(call);
      if (wait.isPresent() && wait.get().isRemote()) {
        var needs = new ArrayList<Integer>();
        Touches touches = toucher.touchesOfStep(call, needs, isUsed);
        toucher.isStep(call, steps.size());
        steps.add(new Step(call, call, wait, touches, needs));
      }
    }

    private void addRest(Statement statement) {
      var needs = new ArrayList<Integer>();
      Touches touches = toucher.touches(statement, needs);
      steps.add(new Step(statement, null, waitIn(statement), touches, needs));
    }

    /** What is left to wait for in a statement besides its own steps. */
    private Optional<Wait> waitIn(Node code) {
      var found = new ArrayList<Wait>();
      Waits.calls(
          code,
          call -> {
            Optional<Wait> wait = toucher.waits().of(call);
            if (wait.isPresent() && wait.get().isRemote() && !toucher.hasStep(call)) {
              found.add(wait.get());
            }
          });
      return found.stream().reduce(Wait::and);
    }
  }
}
