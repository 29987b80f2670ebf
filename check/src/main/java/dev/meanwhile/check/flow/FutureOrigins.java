package dev.meanwhile.check.flow;

import dev.meanwhile.check.flow.FutureOrigin.Kind;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Conditional;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.tasks.Futures;
import dev.meanwhile.check.tasks.Origins;
import dev.meanwhile.check.tasks.TaskBodies;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows a future, or a collection of futures, back to the calls that began it: through local
 * variables, stages, collections, streams and methods of the program.
 */
public final class FutureOrigins {
  private static final int DEEPEST = 5;

  private final Program program;
  private final Waits waits;
  private final Definitions definitions;
  private final Work work;
  private final int depth;
  private final Set<Expression> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** For the futures in a method, whose variables are defined like this. */
  public FutureOrigins(Program program, Waits waits, Definitions definitions) {
    this(program, waits, definitions, 0);
  }

  private FutureOrigins(Program program, Waits waits, Definitions definitions, int depth) {
    this.program = program;
    this.waits = waits;
    this.definitions = definitions;
    this.work = new Work(program, waits, definitions);
    this.depth = depth;
  }

  /** Where a future, or the futures of a collection or stream, come from. */
  public Set<FutureOrigin> of(Expression future) {
    var origins = new LinkedHashSet<FutureOrigin>();
    follow(future.withoutCast(), origins);
    seen.clear();
    return origins;
  }

  private void follow(Expression future, Set<FutureOrigin> origins) {
    if (!seen.add(future)) {
      return;
    }
    switch (future) {
      case Local local -> followVariable(local.variable(), origins);
      case Assignment assignment -> follow(assignment.value().withoutCast(), origins);
      case Conditional choice -> {
        follow(choice.then().withoutCast(), origins);
        follow(choice.otherwise().withoutCast(), origins);
      }
      case Expression.Element element -> follow(element.array(), origins);
      case Expression.Operation array when array.operator().equals("new[]") ->
          array.operands().forEach(each -> follow(each.withoutCast(), origins));
      case New made when FutureCalls.isTask(made) -> origins.add(work.of(made.arguments()));
      case Expression.Field field -> followField(field, origins);
      case Call call -> followCall(call, origins);
      default -> origins.add(FutureOrigin.UNKNOWN);
    }
  }

  private void followVariable(Variable variable, Set<FutureOrigin> origins) {
    var all = new ArrayList<Expression>(definitions.contents(variable));
    definitions.source(variable).ifPresent(all::add);
    for (Expression value : definitions.values(variable)) {
      if (isPromise(value)) {
        definitions.handedTo(variable).forEach(call -> followAnswer(call, origins));
      } else if (!isEmptyContainer(value)) {
        all.add(value);
      }
    }
    if (all.isEmpty()) {
      origins.add(FutureOrigin.UNKNOWN);
    }
    all.forEach(each -> follow(each.withoutCast(), origins));
  }

  /** What the methods of its class assign to a field, or put into it. */
  private void followField(Expression.Field field, Set<FutureOrigin> origins) {
    var found = new LinkedHashSet<FutureOrigin>();
    if (depth < DEEPEST) {
      program.type(field.owner()).stream()
          .flatMap(type -> type.methods().stream())
          .flatMap(method -> method.body().stream())
          .forEach(body -> followAssigned(field, body, found));
    }
    origins.addAll(found.isEmpty() ? Set.of(FutureOrigin.UNKNOWN) : found);
  }

  private void followAssigned(
      Expression.Field field, Statement.Block body, Set<FutureOrigin> origins) {
    var values = new ArrayList<Expression>();
    body.forEach(node -> {
      if (node instanceof Assignment(_, Expression.Field set, _, Expression value, _)
          && set.name().equals(field.name())
          && !(value instanceof Expression.Literal)) {
        values.add(value.withoutCast());
      } else if (node instanceof Call call
          && Definitions.adds(call)
          && call.receiver() instanceof Expression.Field filled
          && filled.name().equals(field.name())) {
        values.add(call.arguments().getLast().withoutCast());
      }
    });
    if (!values.isEmpty()) {
      var within = new FutureOrigins(program, waits, new Definitions(body), depth + 1);
      values.forEach(value -> within.follow(value, origins));
    }
  }

  /** A future that somebody else completes. */
  private static boolean isPromise(Expression value) {
    return value.withoutCast() instanceof New made
        && made.constructor().owner().endsWith("CompletableFuture");
  }

  /** The origin of a future that a call gets to complete, itself or in a callback. */
  private void followAnswer(Call call, Set<FutureOrigin> origins) {
    if (FutureCalls.isStage(call) && call.receiver() != null) {
      follow(call.receiver().withoutCast(), origins);
      return;
    }
    FutureOrigin own = RemoteCalls.of(call, program, definitions);
    if (own.kind() != Kind.UNKNOWN) {
      origins.add(own);
    } else if (DistantNames.answersByCallback(call)) {
      origins.add(RemoteCalls.distant(call));
    } else {
      origins.add(RemoteCalls.beside(call, program));
    }
  }

  private static boolean isEmptyContainer(Expression value) {
    return switch (value.withoutCast()) {
      case Expression.Literal _ -> true;
      case New made -> !FutureCalls.isTask(made) && !made.constructor().owner().contains("Future");
      case Expression.Operation array -> array.operator().equals("new[]");
      case Call call -> FutureCalls.isEmptyFactory(call);
      default -> false;
    };
  }

  private void followCall(Call call, Set<FutureOrigin> origins) {
    if (FutureCalls.limits(call)) {
      origins.add(FutureOrigin.of(Kind.LIMITED));
    } else if (FutureCalls.isComplete(call)) {
      origins.add(FutureOrigin.of(Kind.COMPLETE));
    } else if (FutureCalls.starts(call)) {
      origins.add(work.of(call.arguments()));
    } else if (FutureCalls.joins(call) || FutureCalls.gathers(call)) {
      call.arguments().forEach(each -> follow(each.withoutCast(), origins));
    } else if (FutureCalls.maps(call)) {
      followResult(call, origins);
    } else if (FutureCalls.keeps(call) && call.receiver() != null && isOfFuture(call)) {
      follow(call.receiver().withoutCast(), origins);
      if (FutureCalls.composes(call)) {
        followComposed(call, origins);
      }
    } else {
      followSource(call, origins);
    }
  }

  /** {@code first.thenCompose(x -> client.askAsync(x))}: what is asked then has to answer too. */
  private void followComposed(Call call, Set<FutureOrigin> origins) {
    var composed = new LinkedHashSet<FutureOrigin>();
    if (call.arguments().getFirst() instanceof Lambda lambda) {
      Origins.returned(lambda.body()).forEach(each -> follow(each.withoutCast(), composed));
    }
    composed.stream().filter(FutureOrigin::isOutside).forEach(origins::add);
  }

  /** Whether a step belongs to a future, rather than to a client that asks with it. */
  private boolean isOfFuture(Call step) {
    Expression receiver = step.receiver();
    return (receiver != null && Futures.isFuture(receiver.type(), program))
        || RemoteCalls.of(step, program, definitions).kind() != Kind.REMOTE;
  }

  /** {@code map(x -> client.askAsync(x))} of a stream: the futures are what the lambda returns. */
  private void followResult(Call call, Set<FutureOrigin> origins) {
    Expression function = call.arguments().isEmpty() ? call : call.arguments().getLast();
    if (function instanceof Lambda lambda) {
      Origins.returned(lambda.body()).forEach(each -> follow(each.withoutCast(), origins));
    } else if (function instanceof MethodReference reference
        && !program.targets(reference.method()).isEmpty()) {
      program.targets(reference.method()).forEach(target -> origins.addAll(inside(target)));
    } else if (call.receiver() != null && Futures.isFuture(call.receiver().type(), program)) {
      follow(call.receiver().withoutCast(), origins);
    } else {
      origins.add(FutureOrigin.UNKNOWN);
    }
  }

  private void followSource(Call call, Set<FutureOrigin> origins) {
    if (RequestLimits.areOwnOf(call, program) || ClientLimits.areSet(call, program)) {
      origins.add(FutureOrigin.of(Kind.LIMITED));
      return;
    }
    FutureOrigin own = RemoteCalls.of(call, program, definitions);
    if (own.kind() != Kind.UNKNOWN) {
      origins.add(own);
      return;
    }
    List<Method> targets = depth < DEEPEST ? program.targets(call.method()) : List.of();
    if (targets.isEmpty()) {
      origins.add(RemoteCalls.beside(call, program));
    }
    for (Method target : targets) {
      Set<FutureOrigin> inside = inside(target);
      if (ClientLimits.areSet(target.owner())) {
        origins.add(FutureOrigin.of(Kind.LIMITED));
      }
      boolean isKnown = inside.stream().anyMatch(origin -> origin.kind() != Kind.UNKNOWN);
      origins.addAll(isKnown ? inside : Set.of(RemoteCalls.byName(call, target)));
    }
  }

  private Set<FutureOrigin> inside(Method method) {
    var origins = new LinkedHashSet<FutureOrigin>();
    Statement.Block body = method.body().orElseThrow();
    if (TaskBodies.runsElsewhere(method)) {
      return Set.of(work.ofBody(body));
    }
    var within = new FutureOrigins(program, waits, new Definitions(body), depth + 1);
    Origins.returned(body).forEach(each -> within.follow(each.withoutCast(), origins));
    return origins;
  }
}
