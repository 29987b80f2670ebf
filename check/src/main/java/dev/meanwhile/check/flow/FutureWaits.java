package dev.meanwhile.check.flow;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.flow.FutureOrigin.Kind;
import dev.meanwhile.check.flow.OpenWaits.OpenWait;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.tasks.Futures;
import dev.meanwhile.check.tasks.Origin;
import dev.meanwhile.check.tasks.Origins;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.Waits;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Waits for the result of a future or of a reactive chain. */
final class FutureWaits {
  private static final Set<String> JOINS = Set.of("get", "join");
  private static final Set<String> BLOCKS =
      Set.of("block", "blockFirst", "blockLast", "blockOptional", "blockingGet");
  private static final Set<String> REACTIVE = Set.of("Mono", "Flux", "Single");
  private static final Set<String> SUBMITS = Set.of("submit");
  private static final Set<String> OPTIONAL =
      Set.of("find", "first", "last", "max", "min", "reduce", "optional");
  private static final Set<String> INVOKES = Set.of("invokeAll", "invokeAny");
  private static final Set<String> UNWRAPPERS = Set.of("getUnchecked", "getUninterruptibly");
  private static final Set<String> RESULTS =
      Set.of("get", "getUnchecked", "result", "getResult", "join", "await");

  /** Classes of static methods for futures, of libraries and of the program. */
  private static final Pattern HELPERS = Pattern.compile("Futures|.*Futures?Utils?|.*FutureHelper");

  private final Method method;
  private final Program program;
  private final Waits waits;
  private final Origins values;
  private final Definitions definitions;
  private final Outline outline;
  private final FutureOrigins origins;
  private final Completed completed;
  private final Work work;

  FutureWaits(
      Method method,
      Program program,
      Waits waits,
      Origins values,
      Definitions definitions,
      Outline outline) {
    this.method = method;
    this.program = program;
    this.waits = waits;
    this.values = values;
    this.definitions = definitions;
    this.outline = outline;
    this.origins = new FutureOrigins(program, waits, definitions);
    this.completed = new Completed(method.body().orElseThrow(), definitions, outline);
    this.work = new Work(program, waits, definitions);
  }

  static boolean mayWait(Call call) {
    String name = call.methodName();
    return call.arguments().isEmpty()
        ? call.receiver() != null && (JOINS.contains(name) || BLOCKS.contains(name) || isNext(call))
        : isOfHelper(call)
            || (call.arguments().size() == 1
                && (UNWRAPPERS.contains(name) || INVOKES.contains(name)));
  }

  /** {@code FutureUtils.result(future, handler)}: a time would be another argument. */
  private static boolean isOfHelper(Call call) {
    return RESULTS.contains(call.methodName())
        && call.arguments().size() <= 2
        && HELPERS.matcher(call.method().ownerName()).matches()
        && !FutureCalls.limits(call);
  }

  private static boolean isNext(Call call) {
    return call.methodName().equals("take")
        && call.arguments().isEmpty()
        && call.receiver() != null
        && call.receiver().type().simpleName().endsWith("CompletionService");
  }

  static boolean mayWait(MethodReference reference) {
    return JOINS.contains(reference.method().name());
  }

  Optional<OpenWait> of(Call call) {
    if (!mayWait(call)) {
      return Optional.empty();
    }
    if (BLOCKS.contains(call.methodName())) {
      return ofReactive(call);
    }
    if (isNext(call)) {
      return call.receiver() instanceof Local service ? ofNext(call, service) : Optional.empty();
    }
    if (INVOKES.contains(call.methodName())) {
      return ofAll(call);
    }
    Expression future = call.arguments().isEmpty() ? call.receiver() : call.arguments().getFirst();
    return future != null
            && (isFuture(future.withoutCast()) || isHelped(call, future) || isAwaited(call))
        ? judge(future.withoutCast(), call, name(call.method()))
        : Optional.empty();
  }

  /** {@code service.take()} of a completion service waits for whichever is next. */
  private Optional<OpenWait> ofNext(Call call, Local service) {
    return definitions.handedBy(service.variable(), SUBMITS).stream()
        .flatMap(task -> work.waitOf(task).stream())
        .filter(found -> !found.isLimited())
        .findFirst()
        .map(found ->
            new OpenWait(
                call.at(),
                name(call.method()),
                "tasks with " + found.what(),
                "give it a limit: poll(5, SECONDS)",
                Confidence.LIKELY));
  }

  /** {@code pool.invokeAll(tasks)} waits until the last of them is done. */
  private Optional<OpenWait> ofAll(Call call) {
    return work.waitOfAny(call.arguments().getFirst())
        .filter(found -> !found.isLimited())
        .map(found ->
            new OpenWait(
                call.at(),
                name(call.method()),
                "tasks with " + found.what(),
                "give it a limit: " + call.methodName() + "(tasks, 5, SECONDS)",
                Confidence.LIKELY));
  }

  /** {@code futures.stream().map(CompletableFuture::join)}. */
  Optional<OpenWait> of(MethodReference reference) {
    boolean isFuture = Futures.isFutureName(reference.method().owner());
    return isFuture
            && outline.around(reference).orElse(null) instanceof Call around
            && around.receiver() != null
        ? judge(around.receiver(), reference, name(reference.method()))
        : Optional.empty();
  }

  private static String name(MethodId method) {
    return method.owner().isEmpty() ? method.name() : method.toString();
  }

  /** What such a helper gets first is a future, if nothing else is known of it. */
  private static boolean isHelped(Call call, Expression future) {
    return isOfHelper(call) && !call.arguments().isEmpty() && !future.type().isKnown();
  }

  /** Only futures have a {@code join()}, and a {@code get()} that may fail in another thread. */
  private boolean isAwaited(Call call) {
    return call.receiver() instanceof Call unknown
        && !unknown.type().isKnown()
        && (call.methodName().equals("join")
            || (isFailureCaught(call) && !mayBeAbsent(unknown.methodName())));
  }

  /** {@code orders.findById(id).get()}. */
  private static boolean mayBeAbsent(String methodName) {
    return Verbs.words(methodName).stream().limit(1).anyMatch(OPTIONAL::contains);
  }

  private boolean isFailureCaught(Call call) {
    return outline.allAround(call).stream()
        .filter(Statement.Try.class::isInstance)
        .map(Statement.Try.class::cast)
        .filter(attempt -> attempt.body().at().contains(call.at()))
        .flatMap(attempt -> attempt.catches().stream())
        .flatMap(failure -> failure.types().stream())
        .anyMatch(type -> type.simpleName().equals("ExecutionException"));
  }

  private boolean isFuture(Expression value) {
    if (Futures.isFuture(value.type(), program) || FutureCalls.isThread(value)) {
      return true;
    }
    return !value.type().isKnown()
        && value instanceof Call call
        && (call.methodName().endsWith("Async")
            || HELPERS.matcher(call.method().ownerName()).matches()
            || RemoteCalls.of(call, program, definitions).kind() != Kind.UNKNOWN);
  }

  private Optional<OpenWait> judge(Expression future, Node wait, String what) {
    if (completed.is(future, wait)) {
      return Optional.empty();
    }
    Set<FutureOrigin> all = origins(future);
    if (all.stream().anyMatch(origin -> origin.kind() == Kind.LIMITED)) {
      return Optional.empty();
    }
    return all.stream()
        .filter(origin -> origin.kind() != Kind.NEARBY)
        .min(Comparator.comparing(FutureOrigin::kind))
        .filter(origin -> origin.kind() != Kind.COMPLETE)
        .map(origin -> open(wait, what, origin));
  }

  /** Where a future comes from; one that the method is given, from those who call it. */
  private Set<FutureOrigin> origins(Expression future) {
    Set<FutureOrigin> own = origins.of(future);
    if (!(future instanceof Local(_, Variable given))
        || given.kind() != Variable.Kind.PARAMETER
        || own.stream().anyMatch(origin -> origin.kind() != Kind.UNKNOWN)) {
      return own;
    }
    var passed = new LinkedHashSet<FutureOrigin>();
    for (Origin origin : values.of(given)) {
      origin
          .method()
          .body()
          .map(Definitions::new)
          .map(there -> new FutureOrigins(program, waits, there).of(origin.value()))
          .ifPresent(passed::addAll);
    }
    return passed.isEmpty() ? own : passed;
  }

  private OpenWait open(Node wait, String what, FutureOrigin origin) {
    return new OpenWait(
        wait.at(),
        what,
        origin.what().isEmpty() ? "a future" : origin.what(),
        "give it a limit: get(5, SECONDS), or orTimeout(5, SECONDS) before join()",
        confidence(origin));
  }

  private Confidence confidence(FutureOrigin origin) {
    return switch (origin.kind()) {
      case DISTANT -> DistantNames.isOfLife(method) ? Confidence.POSSIBLE : Confidence.LIKELY;
      case REMOTE, PROCESS ->
          origin.basis().isSure() && !origin.what().startsWith("a task")
              ? Confidence.CERTAIN
              : Confidence.LIKELY;
      default -> Confidence.POSSIBLE;
    };
  }

  private Optional<OpenWait> ofReactive(Call call) {
    var chain = Chains.calls(call);
    if (chain.stream().anyMatch(FutureCalls::limits)) {
      return Optional.empty();
    }
    Expression root = Chains.root(call);
    Call first = chain.getLast();
    if (root.type().name().endsWith(".WebClient")) {
      return Optional.of(openChain(call, "WebClient", Confidence.LIKELY));
    }
    if (!REACTIVE.contains(call.method().ownerName())) {
      return Optional.empty();
    }
    if (program.targets(first.method()).stream()
        .map(Method::owner)
        .anyMatch(ClientLimits::areExpected)) {
      return Optional.empty();
    }
    FutureOrigin origin = RemoteCalls.byName(first);
    return Optional.of(
        origin.kind() == Kind.REMOTE
            ? openChain(call, origin.what(), Confidence.LIKELY)
            : openChain(call, "a reactive chain", Confidence.POSSIBLE));
  }

  private static OpenWait openChain(Call call, String source, Confidence confidence) {
    return new OpenWait(
        call.at(),
        call.method().toString(),
        source,
        "give it a limit: block(Duration.ofSeconds(5)), or timeout(…) before block()",
        confidence);
  }
}
