package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Conditional;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.tasks.Drops.Drop;
import dev.meanwhile.check.tasks.Drops.How;
import dev.meanwhile.check.tasks.Failures.Failure;
import dev.meanwhile.check.tasks.Start.Kind;
import dev.meanwhile.check.tasks.TaskBodies.Body;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the exception of a task ends up: whether dropping its future loses it. */
public final class Losses {
  private static final int DEEPEST = 5;

  /** Executors of Spring that log what a task throws. */
  private static final Set<String> LOGGING =
      Set.of(
          "TaskScheduler",
          "ThreadPoolTaskScheduler",
          "ConcurrentTaskScheduler",
          "SimpleAsyncTaskScheduler");

  /** What is lost. */
  public enum What {
    /** The failure of a task. */
    FAILURE,
    /** The failure that ends a periodic task, and all later runs. */
    RUNS,
    /** Everything: what is not subscribed to never begins. */
    ALL
  }

  /**
   * A loss.
   *
   * @param what what is lost
   * @param cause the code that may throw; the call itself if that is not in the program
   * @param method where the cause is written
   * @param isSure whether it throws, or asks something that fails now and then
   */
  public record Loss(What what, Node cause, Method method, boolean isSure) {}

  private final Program program;
  private final Starts starts;
  private final TaskBodies bodies;
  private final Failures failures;
  private final Origins origins;

  /** In a program. */
  Losses(Program program, Starts starts, TaskBodies bodies, Failures failures, Origins origins) {
    this.program = program;
    this.starts = starts;
    this.bodies = bodies;
    this.failures = failures;
    this.origins = origins;
  }

  /** What may fail in what a call leaves running, and can be seen in its future only. */
  public Optional<Loss> of(Call call, Method around) {
    return of(new Drop(call, How.IGNORED), around);
  }

  /** What is lost if a method drops the value of a call. */
  public Optional<Loss> of(Drop drop, Method around) {
    Call call = drop.call();
    Optional<Start> start = starts.of(call, around);
    if (start.isPresent()) {
      boolean isSafe = drop.how() == How.STORED && start.get().kind() != Kind.PERIODIC;
      return isSafe ? Optional.empty() : ofStart(start.get(), around);
    }
    if (drop.how() == How.STORED) {
      return Optional.empty();
    }
    if (Lazy.isNeverBegun(call, program)) {
      return Optional.of(new Loss(What.ALL, call, around, true));
    }
    if (isInvokeAll(call)) {
      return ofBodies(bodies.ofEach(call.arguments().getFirst(), around), What.FAILURE);
    }
    boolean isFuture =
        Futures.isFuture(call.type(), program)
            || Requests.isOrder(call)
            || Requests.isOfAws(call)
            || (!call.type().isKnown()
                && (Requests.isSend(call) || StageChain.of(call, program).isStage()));
    return isFuture ? ofFuture(call, false, around, 0) : Optional.empty();
  }

  /** {@code pool.invokeAll(tasks)}: each future has a failure of its own. */
  private boolean isInvokeAll(Call call) {
    return call.methodName().equals("invokeAll")
        && call.receiver() != null
        && Executors.isExecutor(call.receiver().type(), program);
  }

  private Optional<Loss> ofStart(Start start, Method around) {
    if (!start.keepsFailure()
        || Futures.isFuture(start.task().type(), program)
        || isParameter(start.task())
        || isToldOfFailures(start)) {
      return Optional.empty();
    }
    What what = start.kind() == Kind.PERIODIC ? What.RUNS : What.FAILURE;
    return ofBodies(bodies.of(start.task(), around), what);
  }

  private Optional<Loss> ofBodies(List<Body> all, What what) {
    for (Body body : all) {
      Optional<Failure> failure =
          what == What.RUNS ? failures.withLogged(body.code()) : failures.of(body.code());
      if (failure.isPresent()) {
        return failure.map(f -> new Loss(what, f.at(), body.method(), f.isSure()));
      }
    }
    return Optional.empty();
  }

  private static boolean isParameter(Expression task) {
    return task instanceof Local local && local.variable().kind() == Variable.Kind.PARAMETER;
  }

  /** Whether the executor, or who collects its results, looks at failures. */
  private boolean isToldOfFailures(Start start) {
    return start.executor().stream()
        .flatMap(executor ->
            Stream.concat(
                Stream.of(executor),
                origins.of(executor, start.within()).stream().map(Origin::value)))
        .anyMatch(executor -> looksAtFailures(executor) || isOwn(executor, start));
  }

  /** Whether the program has its own way to start a task with an executor: it may look too. */
  private boolean isOwn(Expression executor, Start start) {
    String type = executor.type().name();
    return program.type(type).isPresent()
        && !program.targets(start.call().method().of(type)).isEmpty();
  }

  private boolean looksAtFailures(Expression executor) {
    String type = executor.type().name();
    boolean isAnonymous =
        executor instanceof New made
            && made.body() != null
            && made.body().methods().stream()
                .anyMatch(method -> method.name().equals("afterExecute"));
    return isAnonymous
        || LOGGING.contains(executor.type().simpleName())
        || type.endsWith("CompletionService")
        || !program
            .declared(new MethodId(type, "afterExecute", 2, "", executor.type().basis()))
            .isEmpty();
  }

  /**
   * A future that somebody else started, with what is chained to it.
   *
   * @param isStage whether its place says that it is a future, whatever is known of its type
   */
  private Optional<Loss> ofFuture(Call last, boolean isStage, Method around, int depth) {
    StageChain chain = StageChain.of(last, program);
    Optional<Loss> source =
        Chains.calls(last).stream().anyMatch(Futures::handlesFailure)
            ? Optional.empty()
            : ofSource(chain, isStage || chain.isStage(), around, depth);
    return source.or(() -> ofSteps(chain.unheard(), around, depth));
  }

  private Optional<Loss> ofSource(StageChain chain, boolean isStage, Method around, int depth) {
    return chain.begin().isPresent()
        ? ofBegin(chain.begin().get(), isStage, around, depth)
        : chain.local().flatMap(local -> ofLocal(local.variable(), around, depth));
  }

  private Optional<Loss> ofBegin(Call begin, boolean isStage, Method around, int depth) {
    Optional<Start> start = starts.of(begin, around);
    return start.isPresent() ? ofStart(start.get(), around) : ofCall(begin, isStage, around, depth);
  }

  /** A variable that only holds the future until something is chained to it. */
  private Optional<Loss> ofLocal(Variable variable, Method around, int depth) {
    return variable.kind() == Variable.Kind.LOCAL && isReadOnce(variable, around)
        ? ofAny(origins.of(variable), depth)
        : Optional.empty();
  }

  private static boolean isReadOnce(Variable variable, Method around) {
    return Uses.of(variable, around.body().orElseThrow()).stream()
            .filter(use -> !isGiven(use, variable))
            .count()
        == 1;
  }

  private static boolean isGiven(Node use, Variable variable) {
    return use instanceof Assignment(_, Local target, _, Expression value, _)
        && target.variable() == variable
        && !(value instanceof Local read && read.variable() == variable);
  }

  /** The failures of what is chained to a future; its own is somebody else's business. */
  private Optional<Loss> ofSteps(List<Call> steps, Method around, int depth) {
    for (Call step : steps) {
      for (Expression argument : step.arguments()) {
        if (argument instanceof Lambda lambda) {
          Optional<Loss> loss = ofStep(step, lambda, around, depth);
          if (loss.isPresent()) {
            return loss;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Loss> ofStep(Call step, Lambda lambda, Method around, int depth) {
    Optional<Failure> failure = failures.of(lambda.body()).filter(Failure::isSure);
    if (failure.isPresent()) {
      return failure.map(f -> new Loss(What.FAILURE, f.at(), around, true));
    }
    return step.methodName().startsWith("thenCompose")
        ? ofAny(
            Origins.returned(lambda.body()).stream()
                .map(value -> new Origin(value, around))
                .toList(),
            depth)
        : Optional.empty();
  }

  private Optional<Loss> ofCall(Call call, boolean isStage, Method around, int depth) {
    if (Callbacks.hearEnd(call, program) && !Requests.isOfAws(call)) {
      return Optional.empty();
    }
    List<Method> targets = program.targets(call.method());
    if (!targets.isEmpty()) {
      return depth < DEEPEST
          ? targets.stream().flatMap(target -> ofMethod(target, depth).stream()).findFirst()
          : Optional.empty();
    }
    return Requests.is(call) || (isStage && Requests.mayFail(call))
        ? Optional.of(new Loss(What.FAILURE, call, around, false))
        : Optional.empty();
  }

  /** Whether a method of the program returns a future that may fail. */
  private Optional<Loss> ofMethod(Method method, int depth) {
    if (TaskBodies.runsElsewhere(method)) {
      return ofBodies(List.of(new Body(method.body().orElseThrow(), method)), What.FAILURE);
    }
    return ofAny(
        Origins.returned(method).stream()
            .filter(value -> !OwnFutures.hearEnd(value, method))
            .flatMap(value -> localOrigins(value, method).stream())
            .toList(),
        depth);
  }

  private Optional<Loss> ofAny(List<Origin> futures, int depth) {
    return depth <= DEEPEST
        ? futures.stream().flatMap(future -> ofReturned(future, depth).stream()).findFirst()
        : Optional.empty();
  }

  private List<Origin> localOrigins(Expression value, Method method) {
    return switch (value) {
      case Local local -> origins.of(local.variable());
      case Conditional choice ->
          List.of(new Origin(choice.then(), method), new Origin(choice.otherwise(), method));
      default -> List.of(new Origin(value, method));
    };
  }

  private Optional<Loss> ofReturned(Origin origin, int depth) {
    if (origin.value() instanceof New made && Futures.isFuture(made.type(), program)) {
      return OwnFutures.failure(origin.method())
          .map(call -> new Loss(What.FAILURE, call, origin.method(), true));
    }
    if (!(origin.value() instanceof Call call)) {
      return Optional.empty();
    }
    return call.methodName().equals("failedFuture")
        ? Optional.of(new Loss(What.FAILURE, call, origin.method(), true))
        : ofFuture(call, true, origin.method(), depth + 1);
  }
}
