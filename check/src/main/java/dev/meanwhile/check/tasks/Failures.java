package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Later;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import dev.meanwhile.check.waits.Waits;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether code may end with an exception that it does not catch. */
public final class Failures {
  private static final int DEEPEST = 4;
  private static final Set<String> EVERYTHING =
      Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException");
  private static final Pattern NARROW =
      Pattern.compile(
          "(.*NotFound|.*AlreadyExists|.*Duplicate.*|IllegalArgument|IllegalState|NumberFormat|.*Parse"
              + "|ClassCast|.*Validation|Unsupported.*|URISyntax|MalformedURL|JsonProcessing)Exception");
  private static final Set<WaitKind> HARMLESS = Set.of(WaitKind.SLEEP, WaitKind.THREAD);

  private final Program program;
  private final Waits waits;

  /**
   * Something that may throw.
   *
   * @param at the statement or call
   * @param isSure whether it throws, or asks something that fails now and then, rather than being a
   *     call of which nothing is known
   */
  public record Failure(Node at, boolean isSure) {}

  /** In a program. */
  public Failures(Program program, Waits waits) {
    this.program = program;
    this.waits = waits;
  }

  /** The first failure that leaves a piece of code, a sure one if there is one. */
  public Optional<Failure> of(Node code) {
    return of(code, false, 0, new HashSet<>());
  }

  /** As {@link #of}, with those too that a handler logs before it throws them on. */
  public Optional<Failure> withLogged(Node code) {
    return of(code, true, 0, new HashSet<>());
  }

  private Optional<Failure> of(Node code, boolean isLoud, int depth, Set<Method> seen) {
    var search = new Search(isLoud, depth, seen);
    search.visit(code);
    return Optional.ofNullable(search.worst());
  }

  /** Looks through code in the order in which it runs. */
  private final class Search {
    private final boolean isLoud;
    private final int depth;
    private final Set<Method> seen;
    private boolean catchesAll;
    private @Nullable Failure sure;
    private @Nullable Failure maybe;

    Search(boolean isLoud, int depth, Set<Method> seen) {
      this.isLoud = isLoud;
      this.depth = depth;
      this.seen = seen;
    }

    /** Beside a handler for everything, calls are preparation, unless they ask somebody. */
    @Nullable Failure worst() {
      if (catchesAll) {
        return sure != null && isMeant(sure.at()) ? sure : null;
      }
      return sure != null ? sure : maybe;
    }

    private boolean isMeant(Node at) {
      return !(at instanceof Call call) || isRisky(call);
    }

    void visit(Node node) {
      switch (node) {
        case Statement.Try attempt -> visitTry(attempt);
        case Statement.Throw thrown -> found(new Failure(thrown, true));
        case Expression.Lambda _ -> {}
        case Statement.Evaluate(_, Call call) -> visitCall(call, false);
        case Statement.Return(_, Call call) -> visitCall(call, false);
        case Call call -> visitCall(call, true);
        default -> node.parts().forEach(this::visit);
      }
    }

    private void visitTry(Statement.Try attempt) {
      if (attempt.catches().stream().anyMatch(Failures::catchesAll)) {
        catchesAll = true;
      } else if (attempt.catches().stream().allMatch(Failures::isNarrow)) {
        attempt.resources().forEach(this::visit);
        visit(attempt.body());
      }
      attempt.catches().stream()
          .filter(each -> !isInterrupt(each) && (isLoud || !reports(each)))
          .forEach(each -> visitThrows(each.body()));
    }

    /** What a handler calls, a log most often, is no failure; what it throws is. */
    private void visitThrows(Node handler) {
      if (handler instanceof Statement.Throw thrown) {
        found(new Failure(thrown, true));
      } else if (!(handler instanceof Expression.Lambda) && !isForErrors(handler)) {
        handler.parts().forEach(this::visitThrows);
      }
    }

    /** {@code if (!(failure instanceof Exception)) throw failure}. */
    private boolean isForErrors(Node node) {
      return node instanceof Statement.If choice
          && choice.condition() instanceof Expression.Operation not
          && not.operator().equals("!")
          && not.operands().getFirst() instanceof Expression.Operation asked
          && asked.operator().equals("instanceof");
    }

    private void visitCall(Call call, boolean isUsed) {
      if (Callbacks.tells(call, program)
          || Chains.calls(call).stream().anyMatch(Callbacks::handles)) {
        return;
      }
      List<Method> targets = targets(call);
      for (Expression part : call.parts()) {
        visitPart(part, targets.isEmpty() && !Later.isKept(call));
      }
      if (!targets.isEmpty()) {
        targets.forEach(target -> visitTarget(target, call));
      } else if (isRisky(call)) {
        found(new Failure(call, true));
      } else if (!Calm.is(call) && !(isUsed && Calm.isAccessor(call)) && !isOpen(call)) {
        found(new Failure(call, false));
      }
    }

    /** A part that each of many subclasses fills in: nobody knows which runs. */
    private boolean isOpen(Call call) {
      return (call.receiver() == null || call.receiver() instanceof Expression.This)
          && !program.declared(call.method()).isEmpty();
    }

    /** What a library is given to call runs at once, if it is not kept for later. */
    private void visitPart(Expression part, boolean isRun) {
      switch (part) {
        case Expression.Lambda lambda -> {
          if (isRun) {
            visit(lambda.body());
          }
        }
        case Expression.MethodReference reference -> {
          if (isRun) {
            visitReferred(reference);
          }
        }
        default -> visit(part);
      }
    }

    private void visitReferred(Expression.MethodReference reference) {
      Call called = waits.call(reference);
      visitCall(called, !isFunction(called));
    }

    /** A function that is passed around may be any of its kind. */
    private List<Method> targets(Call call) {
      return isFunction(call) ? List.of() : program.targets(call.method());
    }

    private static boolean isFunction(Call call) {
      String owner = call.method().owner();
      return owner.startsWith("java.util.function.")
          || owner.equals("java.lang.Runnable")
          || owner.equals("java.util.concurrent.Callable");
    }

    private boolean isRisky(Call call) {
      Optional<Wait> wait = waits.of(call);
      return wait.isPresent() && !HARMLESS.containsAll(wait.get().kinds());
    }

    private void visitTarget(Method target, Call call) {
      if (!seen.add(target)) {
        return;
      }
      if (depth >= DEEPEST) {
        found(new Failure(call, false));
        return;
      }
      of(target.body().orElseThrow(), isLoud, depth + 1, seen)
          .ifPresent(inside -> visitInside(inside, target, call));
    }

    /** What may fail inside may be no more than the function that the call gives. */
    private void visitInside(Failure inside, Method target, Call call) {
      Optional<Expression> given = given(inside.at(), target, call);
      switch (given.orElse(null)) {
        case Expression.Lambda lambda -> visit(lambda.body());
        case Expression.MethodReference reference -> visitReferred(reference);
        case null, default -> found(new Failure(call, inside.isSure()));
      }
    }

    private static Optional<Expression> given(Node at, Method target, Call call) {
      if (at instanceof Call inner
          && isFunction(inner)
          && inner.receiver() instanceof Expression.Local function) {
        int place = target.parameters().indexOf(function.variable());
        return place >= 0 && place < call.arguments().size()
            ? Optional.of(call.arguments().get(place))
            : Optional.empty();
      }
      return Optional.empty();
    }

    private void found(Failure failure) {
      if (failure.isSure() && sure == null) {
        sure = failure;
      } else if (maybe == null) {
        maybe = failure;
      }
    }
  }

  /** Whether nothing but errors of the machine passes it by. */
  public static boolean catchesAll(Catch handler) {
    return handler.types().stream().map(JavaType::name).anyMatch(EVERYTHING::contains);
  }

  /** Whether a handler logs what it caught, or passes it on: then somebody hears of it. */
  public static boolean reports(Catch handler) {
    var reports = new boolean[1];
    handler
        .body()
        .forEachRunHere(node ->
            reports[0] |=
                switch (node) {
                  case Statement.Evaluate(_, Call call) -> takes(call, handler.caught());
                  case Call call -> Calm.isLog(call);
                  default -> false;
                });
    return reports[0];
  }

  private static boolean takes(Call call, Variable caught) {
    var takes = new boolean[] {Calm.isLog(call)};
    for (Expression argument : call.arguments()) {
      argument.forEachRunHere(
          node -> takes[0] |= node instanceof Expression.Local local && local.variable() == caught);
    }
    return takes[0];
  }

  /** Whether a handler is for one special case, so that most failures pass it by. */
  private static boolean isNarrow(Catch handler) {
    return isInterrupt(handler)
        || handler.types().stream().allMatch(type -> NARROW.matcher(type.simpleName()).matches());
  }

  private static boolean isInterrupt(Catch handler) {
    return handler.types().stream()
        .map(JavaType::name)
        .allMatch(name -> name.equals("java.lang.InterruptedException"));
  }
}
