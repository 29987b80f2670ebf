package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Break;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.model.Statement.Loop;
import dev.meanwhile.check.model.Statement.Return;
import dev.meanwhile.check.model.Statement.Throw;
import dev.meanwhile.check.model.Statement.Try;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Loops that repeat a request until it succeeds. */
public final class Attempts {
  private static final Set<String> PAUSES =
      Set.of("sleep", "backoff", "delay", "wait", "pause", "park", "await", "nanos", "throttle");
  private static final Set<String> COUNTS = Set.of("int", "long", "Integer", "Long");
  private static final List<String> CONFLICTS =
      List.of(
          "optimistic",
          "conflict",
          "concurren",
          "duplicate",
          "stale",
          "version",
          "deadlock",
          "interrupted",
          "nosuch",
          "notfound",
          "exists");

  /**
   * A loop that repeats a request.
   *
   * @param request the call that is repeated
   * @param hasDelay whether something waits between the attempts
   * @param hasLimit whether the attempts end some time
   */
  public record Attempt(Span at, String request, boolean hasDelay, boolean hasLimit) {}

  private Attempts() {}

  /** The loops of a method that repeat a request until it succeeds. */
  public static List<Attempt> in(Method method, Waits waits) {
    if (waits.isWithoutWaits(method)) {
      return List.of();
    }
    var attempts = new ArrayList<Attempt>();
    for (Loop loop : method.all(Loop.class)) {
      inLoop(loop, waits, attempts);
    }
    for (Try attempt : method.all(Try.class)) {
      byItself(attempt, method, waits).ifPresent(attempts::add);
    }
    return attempts;
  }

  /** A method that calls itself with the same arguments when its request has failed. */
  private static Optional<Attempt> byItself(Try attempt, Method method, Waits waits) {
    return attempt.catches().stream()
        .filter(caught -> !isConflict(caught))
        .flatMap(caught -> itself(caught, method).stream())
        .filter(again -> isSame(again, method))
        .filter(_ -> !hasDelay(method.body().orElseThrow()))
        .flatMap(_ -> firstRemote(attempt, waits).stream())
        .findFirst()
        .map(call -> new Attempt(call.at(), call.method().toString(), false, isGuarded(attempt)));
  }

  private static Optional<Call> itself(Catch caught, Method method) {
    var calls = new ArrayList<Call>();
    Waits.calls(caught.body(), calls::add);
    return calls.stream()
        .filter(call ->
            call.methodName().equals(method.name())
                && call.arguments().size() == method.parameters().size()
                && (call.receiver() == null || call.receiver() instanceof Expression.This))
        .findFirst();
  }

  /** Whether all parameters are handed on as they are, but for numbers that count. */
  private static boolean isSame(Call again, Method method) {
    for (int i = 0; i < again.arguments().size(); i++) {
      Variable parameter = method.parameters().get(i);
      boolean isCount = COUNTS.contains(parameter.type().simpleName());
      if (!isCount && !Code.is(again.arguments().get(i), parameter)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGuarded(Try attempt) {
    return attempt.catches().stream()
        .anyMatch(caught -> Code.hasHere(caught.body(), node -> node instanceof Statement.If));
  }

  private static void inLoop(Loop loop, Waits waits, List<Attempt> attempts) {
    for (Statement statement : statements(loop.body())) {
      if (statement instanceof Try attempt && endsWithSuccess(loop, attempt)) {
        request(attempt, loop, waits)
            .ifPresent(call ->
                attempts.add(
                    new Attempt(
                        call.at(),
                        call.method().toString(),
                        hasDelay(loop),
                        hasLimit(loop, attempt))));
      }
    }
  }

  private static List<Statement> statements(Statement body) {
    return body instanceof Statement.Block block ? block.statements() : List.of(body);
  }

  /**
   * The first remote call of the attempt, if it asks the same each time, and failures are caught.
   */
  private static Optional<Call> request(Try attempt, Loop loop, Waits waits) {
    if (attempt.catches().stream().noneMatch(Attempts::goesOn)) {
      return Optional.empty();
    }
    return firstRemote(attempt, waits).filter(call -> !differs(call, changed(loop)));
  }

  private static Optional<Call> firstRemote(Try attempt, Waits waits) {
    var calls = new ArrayList<Call>();
    Waits.calls(attempt.body(), calls::add);
    return calls.stream()
        .filter(call -> waits.of(call).filter(wait -> wait.isRemote()).isPresent())
        .findFirst();
  }

  /** Whether the loop goes on behind a catch; conflicts are best tried again at once. */
  private static boolean goesOn(Catch caught) {
    List<Statement> statements = caught.body().statements();
    return !isConflict(caught) && (statements.isEmpty() || !leaves(statements.getLast()));
  }

  private static boolean isConflict(Catch caught) {
    return caught.types().stream()
        .map(type -> type.simpleName().toLowerCase(Locale.ROOT))
        .anyMatch(type -> CONFLICTS.stream().anyMatch(type::contains));
  }

  private static boolean leaves(Node node) {
    return node instanceof Return || node instanceof Throw || node instanceof Break;
  }

  /** Whether the loop ends when the attempt succeeds. */
  private static boolean endsWithSuccess(Loop loop, Try attempt) {
    if (!attempt.body().statements().isEmpty() && leaves(attempt.body().statements().getLast())) {
      return true;
    }
    List<Statement> all = statements(loop.body());
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i - 1) == attempt && leaves(all.get(i))) {
        return true;
      }
    }
    Expression condition = loop.condition();
    return condition != null
        && Code.hasHere(
            attempt.body(),
            node ->
                node instanceof Assignment(_, Local(_, Variable set), String operator, _, _)
                    && operator.equals("=")
                    && Code.names(condition, set));
  }

  private static boolean hasDelay(Node code) {
    return Code.has(
        code,
        node ->
            node instanceof Call call
                && (Verbs.words(call.methodName()).stream().anyMatch(PAUSES::contains)
                    || isTimed(call)));
  }

  private static boolean isTimed(Call call) {
    return Set.of("poll", "tryAcquire", "get", "tryLock").contains(call.methodName())
        && call.arguments().size() >= 2
        && call.arguments().getLast().type().simpleName().equals("TimeUnit");
  }

  /** A condition that is more than a flag, or a way out when the attempt fails. */
  private static boolean hasLimit(Loop loop, Try attempt) {
    boolean isEndless =
        loop.condition() == null
            || loop.condition() instanceof Expression.Literal
            || loop.condition() instanceof Local;
    return !isEndless
        || attempt.catches().stream()
            .anyMatch(caught -> Code.hasHere(caught.body(), Attempts::leaves))
        || statements(loop.body()).stream()
            .filter(statement -> statement != attempt)
            .anyMatch(statement -> Code.hasHere(statement, Attempts::leaves));
  }

  /** The variables that are declared or assigned in a loop. */
  private static Set<Variable> changed(Loop loop) {
    Set<Variable> changed = Collections.newSetFromMap(new IdentityHashMap<>());
    loop.forEach(node -> {
      switch (node) {
        case Declare declared -> changed.add(declared.variable());
        case Assignment(_, Local(_, Variable set), _, _, _) -> changed.add(set);
        default -> {}
      }
    });
    return changed;
  }

  /** Whether each attempt is another request: another host, another name, the last failure. */
  private static boolean differs(Call call, Set<Variable> changed) {
    return Code.has(
        call, node -> node instanceof Local(_, Variable used) && changed.contains(used));
  }
}
