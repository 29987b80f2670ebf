package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Case;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks code and notes what it touches. */
final class Toucher {
  private final Waits waits;
  private final Footprints footprints;
  private final CallToucher calls;
  private final IdentityHashMap<Call, Integer> steps = new IdentityHashMap<>();
  private ThreadTie tie = ThreadTie.NONE;

  Toucher(Waits waits, Footprints footprints, Aliases aliases) {
    this.waits = waits;
    this.footprints = footprints;
    this.calls = new CallToucher(this, aliases);
  }

  /** How what is walked so far ties what follows to its thread. */
  ThreadTie tie() {
    return tie;
  }

  void tie(ThreadTie other) {
    tie = tie.or(other);
  }

  boolean hasStep(Call call) {
    return steps.containsKey(call);
  }

  Waits waits() {
    return waits;
  }

  Footprints footprints() {
    return footprints;
  }

  /** Makes a call a step of its own: code that holds it needs that step, and no more. */
  void isStep(Call call, int index) {
    steps.put(call, index);
  }

  /** What a piece of code touches. */
  Touches touches(Node code) {
    return new Walk(new Touches(), new ArrayList<>()).of(code);
  }

  /** What a piece of code touches; the steps that it needs are added to {@code needs}. */
  Touches touches(Node code, List<Integer> needs) {
    return new Walk(new Touches(), needs).of(code);
  }

  /** What a call touches that is a step: what it is given, and what it does. */
  Touches touchesOfStep(Call call, List<Integer> needs, boolean isUsed) {
    var walk = new Walk(new Touches(), needs);
    calls.visit(call, isUsed, walk);
    return walk.touches;
  }

  /** One walk over one piece of code. */
  final class Walk {
    private final Touches touches;
    private final List<Integer> needs;
    private int loops;
    private int lambdas;
    private int handlers;

    private Walk(Touches touches, List<Integer> needs) {
      this.touches = touches;
      this.needs = needs;
    }

    Touches touches() {
      return touches;
    }

    /** Whether it is in the handler of a failure. */
    boolean isInHandler() {
      return handlers > 0;
    }

    private Touches of(Node code) {
      if (code instanceof Statement.Evaluate(_, Expression expression)) {
        visit(expression, false);
      } else {
        visit(code);
      }
      return touches;
    }

    private void visitAll(List<? extends Node> parts) {
      parts.forEach(this::visit);
    }

    private void visit(Node node) {
      switch (node) {
        case Statement statement -> visitStatement(statement);
        case Expression expression -> visit(expression, true);
      }
    }

    private void visitStatement(Statement statement) {
      switch (statement) {
        case Statement.Declare(_, var variable, var value) -> {
          if (value != null) {
            visit(value, true);
          }
          touches.write(variable);
        }
        case Statement.Evaluate(_, Expression expression) -> visit(expression, false);
        case Statement.ForEach loop -> {
          visit(loop.elements(), true);
          touches.write(loop.variable());
          inLoop(List.of(loop.body()));
        }
        case Statement.Loop loop -> inLoop(loop.parts());
        case Statement.Switch choice -> {
          visit(choice.selector(), true);
          choice.cases().forEach(this::visitCase);
        }
        case Statement.Try attempt -> visitTry(attempt);
        case Statement.Return end -> leave(end.parts(), true);
        case Statement.Throw end -> leave(end.parts(), handlers == 0);
        case Statement.Break end -> leave(List.of(), loops == 0 || !end.label().isEmpty());
        case Statement.Continue end -> leave(List.of(), loops == 0 || !end.label().isEmpty());
        case Statement.Assert check -> leave(check.parts(), true);
        default -> visitAll(statement.parts());
      }
    }

    private void inLoop(List<? extends Node> parts) {
      loops++;
      visitAll(parts);
      loops--;
    }

    private void visitCase(Case branch) {
      visitAll(branch.labels());
      if (branch.guard() != null) {
        visit(branch.guard(), true);
      }
      inLoop(branch.body());
    }

    /** What a handler throws is the failure of what it guards, under another name. */
    private void visitTry(Statement.Try attempt) {
      visitAll(attempt.resources());
      visit(attempt.body());
      handlers++;
      attempt.catches().forEach(each -> visit(each.body()));
      handlers--;
      if (attempt.last() != null) {
        visit(attempt.last());
      }
    }

    private void leave(List<? extends Node> parts, boolean isExit) {
      visitAll(parts);
      if (isExit && lambdas == 0) {
        touches.leave();
      }
    }

    void visit(Expression expression, boolean isUsed) {
      switch (expression) {
        case Expression.Local local -> calls.lookAt(local, touches);
        case Expression.Field field -> calls.lookAt(field, this);
        case Expression.Assignment assignment -> calls.visit(assignment, this);
        case Call call -> visitCall(call, isUsed);
        case Expression.Lambda lambda -> {
          lambdas++;
          lambda.parameters().forEach(touches::write);
          visit(lambda.body());
          lambdas--;
        }
        case Expression.MethodReference reference -> {
          lambdas++;
          calls.visit(waits.call(reference), isUsed, this);
          lambdas--;
        }
        case Expression.SwitchValue choice -> {
          visit(choice.selector(), true);
          choice.cases().forEach(this::visitCase);
        }
        default -> visitAll(expression.parts());
      }
    }

    private void visitCall(Call call, boolean isUsed) {
      @Nullable Integer step = steps.get(call);
      if (step == null) {
        calls.visit(call, isUsed, this);
      } else {
        needs.add(step);
      }
    }

    /**
     * What {@code forEach} and {@code ifPresent} are given is called, and nobody takes its value.
     */
    void visitArguments(Call call) {
      boolean isUsed = !NatureWords.CONSUMING.contains(call.methodName());
      call.arguments().forEach(argument -> visit(argument, isUsed));
    }
  }

  /** Names of waits that ask whether it is allowed to go on. */
  private static final Set<String> PERMISSIONS =
      Set.of(
          "permission", "permissions", "authorized", "allowed", "authenticated", "login", "token");

  private static final Set<String> GUARDING =
      Set.of("validate", "verify", "authenticate", "authorize", "assert", "require", "ensure");

  /** Whether a wait is there to refuse: what comes after it must not happen before. */
  static boolean isGuard(Call call, boolean isUsed, Optional<Wait> wait) {
    if (wait.isEmpty()) {
      return false;
    }
    List<String> words = Verbs.words(call.methodName());
    boolean isAskingLeave =
        words.stream().anyMatch(word -> PERMISSIONS.contains(word) || GUARDING.contains(word))
            || (words.contains("check") && words.contains("access"));
    return isAskingLeave || !isUsed;
  }
}
