package dev.meanwhile.check.flow;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.flow.OpenWaits.OpenWait;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Expression.TypeName;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.tasks.Origin;
import dev.meanwhile.check.tasks.Origins;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.WaitKind;
import dev.meanwhile.check.waits.Waits;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * HTTP clients of libraries that wait for ever as they come: those of {@code new RestTemplate()},
 * {@code HttpClients.createDefault()}, {@code ClientBuilder.newClient()}, if nothing sets a limit.
 */
final class UnlimitedClients {
  private static final int DEEPEST = 4;
  private static final Set<String> CLASSES =
      Set.of(
          "org.springframework.web.client.RestTemplate",
          "org.apache.http.impl.client.DefaultHttpClient");
  private static final Set<String> FACTORIES =
      Set.of(
          "org.apache.http.impl.client.HttpClients",
          "org.apache.http.impl.client.HttpClientBuilder",
          "org.apache.hc.client5.http.impl.classic.HttpClients",
          "org.apache.hc.client5.http.impl.classic.HttpClientBuilder",
          "javax.ws.rs.client.ClientBuilder",
          "jakarta.ws.rs.client.ClientBuilder",
          "org.springframework.web.client.RestClient");
  private static final Set<String> LIMITING =
      Set.of(
          "timeout",
          "timeouts",
          "config",
          "configure",
          "configuration",
          "customize",
          "customizer",
          "factory",
          "property",
          "properties",
          "params",
          "manager",
          "limit");

  private final Origins origins;
  private final RequestConfigs configs;
  private final Method around;
  private final Set<String> told = new HashSet<>();

  /** For the calls in a method. */
  UnlimitedClients(Origins origins, Method around) {
    this.origins = origins;
    this.configs = new RequestConfigs(origins);
    this.around = around;
  }

  static boolean mayWait(Call call, Waits waits) {
    return call.receiver() != null
        && (isAskedWhereMade(call)
            || waits
                .of(call)
                .filter(wait -> wait.kind() == WaitKind.HTTP && wait.entry().isPresent())
                .isPresent());
  }

  /** {@code HttpClients.createDefault().execute(request)}, where the library is missing. */
  private static boolean isAskedWhereMade(Call call) {
    return call.methodName().equals("execute")
        && !call.arguments().isEmpty()
        && isFactory(Chains.root(call));
  }

  private static boolean isFactory(Expression root) {
    return root instanceof TypeName type && FACTORIES.contains(type.type().name());
  }

  /** The first call of each client without a limit, if its request has none either. */
  Optional<OpenWait> of(Call call) {
    Expression root = Chains.root(call);
    Expression client = root instanceof TypeName ? call : root;
    boolean isOpen =
        Chains.calls(call).stream().noneMatch(UnlimitedClients::limits)
            && isMade(client, around, 0)
            && !isRequestLimited(call)
            && told.add(around.file().text(client.at()));
    return isOpen
        ? Optional.of(
            new OpenWait(
                call.at(),
                RemoteCalls.name(call),
                "a server, through a client that is made without a limit",
                "set a timeout for connecting and one for reading where the client is made",
                Confidence.LIKELY))
        : Optional.empty();
  }

  /** Whether all that a client may be is made here or elsewhere in the program, with no limit. */
  private boolean isMade(Expression client, Method method, int depth) {
    return switch (client.withoutCast()) {
      case New made ->
          CLASSES.contains(made.type().name()) && areOpen(made.arguments(), method, depth);
      case Call(_, Call given, _, _, List<Expression> others, _, _)
          when given.methodName().equals("ofNullable") && others.size() == 1 ->
          isEither(given.arguments().getFirst(), others.getFirst(), method, depth);
      case Call call -> isBuilt(call, method, depth);
      case MethodReference factory -> isFactory(factory.receiver());
      case Lambda(_, _, Statement.Block body, _, _) ->
          Origins.returned(body).stream().allMatch(each -> isMade(each, method, depth + 1));
      case Local local -> isHeld(local, method, depth);
      case Field field -> isHeld(field, method, depth);
      default -> false;
    };
  }

  /** {@code Optional.ofNullable(client).orElseGet(HttpClients::createDefault)}. */
  private boolean isEither(Expression given, Expression other, Method method, int depth) {
    return isMade(other, method, depth + 1)
        && (origins.of(given, method).stream().allMatch(this::isNeverGiven)
            || isMade(given, method, depth + 1));
  }

  private boolean isBuilt(Call call, Method method, int depth) {
    List<Call> chain = Chains.calls(call);
    if (chain.stream().anyMatch(step -> limits(step) && !isOpen(step, method, depth))) {
      return false;
    }
    Call first = chain.getLast();
    return first.receiver() instanceof TypeName
        ? isFactory(first.receiver()) && isWithoutSetup(first)
        : Chains.root(call) != call && isMade(Chains.root(call), method, depth);
  }

  /** Whether what a client is set up with has no limit either. */
  private boolean isOpen(Call step, Method method, int depth) {
    return step.arguments().size() == 1
        && switch (step.methodName()) {
          case "setConnectionManager" -> isPlainPool(step.arguments().getFirst(), method);
          case "setDefaultRequestConfig" -> configs.areOpen(step.arguments().getFirst(), method);
          case "setRequestFactory" -> areOpen(step.arguments(), method, depth);
          default -> false;
        };
  }

  /** {@code new HttpComponentsClientHttpRequestFactory(client)} of a client without a limit. */
  private boolean areOpen(List<Expression> factories, Method method, int depth) {
    return depth < DEEPEST
        && factories.stream()
            .allMatch(factory ->
                factory.withoutCast() instanceof New made
                    && made.type().simpleName().endsWith("ClientHttpRequestFactory")
                    && made.arguments().stream()
                        .allMatch(client -> isMade(client, method, depth + 1)));
  }

  /** {@code new PoolingHttpClientConnectionManager()}, and no more. */
  private boolean isPlainPool(Expression pool, Method method) {
    List<Origin> all = origins.of(pool, method);
    boolean isSetUp =
        method.all(Call.class).stream()
            .anyMatch(call -> limits(call) && isSame(Chains.root(call), pool));
    return !isSetUp
        && all.stream()
            .allMatch(origin ->
                origin.value() instanceof New made
                    && made.arguments().isEmpty()
                    && made.type().simpleName().endsWith("ConnectionManager"));
  }

  /** {@code ClientBuilder.newClient(configuration)} may set anything. */
  private static boolean isWithoutSetup(Call factory) {
    return factory.arguments().isEmpty() || factory.method().ownerName().equals("RestClient");
  }

  private boolean isHeld(Expression name, Method method, int depth) {
    if (depth == DEEPEST || isLimitedLater(name, method, depth)) {
      return false;
    }
    List<Origin> all =
        origins.injected(name, method).stream()
            .filter(origin -> !isNeverGiven(origin) && !isStepOf(origin, name))
            .toList();
    return !all.isEmpty()
        && all.stream()
            .allMatch(origin ->
                origin.value() != name
                    && isMade(origin.value(), origin.method(), depth + 1)
                    && !isSetUpThere(origin, depth));
  }

  /** The parameter of a setter that nobody calls. */
  private boolean isNeverGiven(Origin origin) {
    return origin.value() instanceof Local(_, Variable given)
        && given.kind() == Variable.Kind.PARAMETER
        && origin.method().name().startsWith("set")
        && origin.method().annotations().isEmpty()
        && origins.callsOf(origin.method()).isEmpty();
  }

  /** {@code target = target.path("orders")}. */
  private static boolean isStepOf(Origin origin, Expression name) {
    return origin.value() instanceof Call step && isSame(Chains.root(step), name);
  }

  /** Whether the method that makes a client sets a limit before it hands the client on. */
  private boolean isSetUpThere(Origin made, int depth) {
    return made.method().all(Declare.class).stream()
        .filter(declared -> declared.value() == made.value())
        .map(declared -> new Local(declared.at(), declared.variable()))
        .anyMatch(held -> isLimitedLater(held, made.method(), depth));
  }

  /**
   * Whether the class calls something on the client that may set a limit, or hands it on to be set
   * up.
   */
  private boolean isLimitedLater(Expression name, Method method, int depth) {
    return method.owner().methods().stream()
        .anyMatch(each ->
            each.all(Call.class).stream()
                .anyMatch(call -> setsUp(call, name) && !isOpen(call, each, depth)));
  }

  private static boolean setsUp(Call call, Expression name) {
    return limits(call)
        && (isSame(Chains.root(call), name)
            || call.arguments().stream().anyMatch(argument -> isSame(argument, name)));
  }

  private static boolean isSame(Expression one, Expression other) {
    return switch (other) {
      case Local local -> Code.is(one, local.variable());
      case Field field ->
          one.withoutCast() instanceof Field same
              && same.name().equals(field.name())
              && same.owner().equals(field.owner());
      default -> false;
    };
  }

  private static boolean limits(Call call) {
    return Verbs.words(call.methodName()).stream().anyMatch(LIMITING::contains);
  }

  /**
   * {@code client.execute(request)}: a request may have a limit of its own, wherever it is made.
   */
  private boolean isRequestLimited(Call call) {
    return call.methodName().startsWith("execute")
        && !call.arguments().isEmpty()
        && origins.of(call.arguments().getFirst(), around).stream()
            .filter(origin -> !(origin.value() instanceof Literal))
            .anyMatch(this::mayHaveLimit);
  }

  private boolean mayHaveLimit(Origin origin) {
    boolean isUnknown = origin.value() instanceof Local || origin.value() instanceof Field;
    return isUnknown
        || origin.method().body().stream()
            .anyMatch(body ->
                Code.has(
                    body,
                    node -> node instanceof Call call && limitsRequest(call, origin.method())));
  }

  private boolean limitsRequest(Call call, Method method) {
    return switch (call.methodName()) {
      case "responseTimeout" -> true;
      case "setConfig" -> !configs.areOpen(call.arguments().getFirst(), method);
      default -> false;
    };
  }
}
