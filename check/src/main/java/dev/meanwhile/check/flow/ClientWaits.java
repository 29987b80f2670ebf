package dev.meanwhile.check.flow;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.flow.OpenWaits.OpenWait;
import dev.meanwhile.check.flow.UrlSchemes.Scheme;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Expression.TypeName;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Chains;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits in the calls of clients that have no limit of their own, and in processes. */
final class ClientWaits {
  private static final Set<String> CONNECTIONS =
      Set.of(
          "java.net.HttpURLConnection",
          "javax.net.ssl.HttpsURLConnection",
          "java.net.URLConnection");
  private static final Set<String> SOCKETS = Set.of("java.net.Socket", "javax.net.ssl.SSLSocket");
  private static final Set<String> ASKING =
      Set.of("getInputStream", "getResponseCode", "getContent", "getResponseMessage");

  private static final Set<String> FLUENT =
      Set.of("org.apache.http.client.fluent.Request", "org.apache.hc.client5.http.fluent.Request");
  private static final Set<String> FLUENT_LIMITS = Set.of("socketTimeout", "responseTimeout");

  private static final Set<String> OUTPUT =
      Set.of("getInputStream", "getErrorStream", "inputReader", "errorReader");

  private final Statement.Block body;
  private final Program program;
  private final Definitions definitions;
  private final UrlTexts texts;
  private final UrlSchemes schemes;
  private final Method method;
  private final Set<Variable> told = Collections.newSetFromMap(new IdentityHashMap<>());

  ClientWaits(
      Statement.Block body,
      Program program,
      Definitions definitions,
      Outline outline,
      Method method) {
    this.body = body;
    this.program = program;
    this.definitions = definitions;
    this.texts = new UrlTexts(definitions);
    this.schemes = new UrlSchemes(outline, definitions);
    this.method = method;
  }

  static boolean mayWait(Call call) {
    String name = call.methodName();
    return switch (name) {
      case "send" -> call.arguments().size() == 2;
      case "waitFor", "await", "openStream", "execute" -> call.arguments().isEmpty();
      default ->
          ASKING.contains(name) || (call.receiver() != null && isStub(call.receiver().type()));
    };
  }

  private static boolean isStub(JavaType type) {
    return type.name().endsWith("BlockingStub");
  }

  Optional<OpenWait> of(Call call) {
    Expression receiver = call.receiver();
    if (receiver == null) {
      return Optional.empty();
    }
    return switch (call.methodName()) {
      case "send" -> ofSend(call, receiver);
      case "waitFor" -> ofProcess(call);
      case "openStream" -> ofUrl(call, receiver);
      case "execute" -> ofFluent(call, receiver);
      default ->
          ASKING.contains(call.methodName())
              ? ofSocket(call, receiver).or(() -> ofConnection(call, receiver))
              : ofStub(call, receiver);
    };
  }

  /** {@code Request.Get(uri).connectTimeout(100).execute()} of Apache. */
  private static Optional<OpenWait> ofFluent(Call call, Expression request) {
    boolean isLimited =
        Chains.calls(request).stream().anyMatch(step -> FLUENT_LIMITS.contains(step.methodName()));
    boolean isFluent =
        Chains.root(request) instanceof TypeName made && FLUENT.contains(made.type().name());
    return isLimited || !isFluent
        ? Optional.empty()
        : open(
            call,
            "the answer of a service",
            "set responseTimeout(…) on the request, or socketTimeout(…)",
            Confidence.LIKELY);
  }

  private Optional<OpenWait> ofSend(Call call, Expression client) {
    if (!client.type().name().equals("java.net.http.HttpClient")) {
      return Optional.empty();
    }
    return switch (new RequestLimits(program, definitions).of(call.arguments().getFirst())) {
      case LIMITED -> Optional.empty();
      case UNLIMITED ->
          open(
              call, "the answer of a service", "set timeout(…) on the request", Confidence.CERTAIN);
      case UNKNOWN ->
          open(
              call,
              "the answer of a service",
              "set timeout(…) on the request",
              Confidence.POSSIBLE);
    };
  }

  private static Optional<OpenWait> open(
      Call call, String source, String advice, Confidence confidence) {
    return Optional.of(
        new OpenWait(call.at(), call.method().toString(), source, advice, confidence));
  }

  private Optional<OpenWait> ofProcess(Call call) {
    if (!call.method().owner().equals("java.lang.Process")
        || (call.receiver() instanceof Local(_, Variable process)
            && definitions.isCalled(process, "destroyForcibly")
            && definitions.isCalled(process, "isAlive"))
        || isEndedByAnother()) {
      return Optional.empty();
    }
    return open(
        call,
        "another process",
        "give it a limit: waitFor(1, MINUTES), and destroyForcibly() after that",
        isReadBefore(call) ? Confidence.POSSIBLE : Confidence.LIKELY);
  }

  /** Whether a task that the method leaves running ends the process, or the wait for it. */
  private boolean isEndedByAnother() {
    return Code.has(
        body,
        node ->
            switch (node) {
              case Lambda lambda -> Code.has(lambda.body(), ClientWaits::ends);
              case New made when made.body() != null ->
                  made.body().methods().stream()
                      .flatMap(task -> task.body().stream())
                      .anyMatch(task -> Code.has(task, ClientWaits::ends));
              default -> false;
            });
  }

  private static boolean ends(Node node) {
    return node instanceof Call call
        && Set.of("destroy", "destroyForcibly", "interrupt").contains(call.methodName())
        && !isOfItself(call);
  }

  /** {@code Thread.currentThread().interrupt()}. */
  private static boolean isOfItself(Call call) {
    return call.receiver() instanceof Call thread && thread.methodName().equals("currentThread");
  }

  /** Whether its output is read before, mostly to the end: then the process has ended too. */
  private boolean isReadBefore(Call wait) {
    return switch (wait.receiver()) {
      case Local(_, Variable process) ->
          Code.hasHere(
              body,
              node ->
                  node instanceof Call reading
                      && OUTPUT.contains(reading.methodName())
                      && Code.is(Chains.root(reading), process)
                      && reading.at().end() <= wait.at().start());
      case Field process ->
          method.owner().methods().stream()
              .flatMap(each -> each.all(Call.class).stream())
              .anyMatch(call -> OUTPUT.contains(call.methodName()) && isOf(call, process));
      case null, default -> false;
    };
  }

  private static boolean isOf(Call reading, Field process) {
    return reading.receiver() instanceof Field field && field.name().equals(process.name());
  }

  /** Only of what is a URL of HTTP by its text, name or a test: others are mostly files. */
  private Optional<OpenWait> ofUrl(Call call, Expression url) {
    boolean isHttp =
        switch (schemes.at(call)) {
          case HTTP -> true;
          case OTHER -> false;
          case UNKNOWN -> texts.isHttp(url);
        };
    return isHttp && call.method().owner().equals("java.net.URL")
        ? open(call, "a server", "openConnection(), and set both timeouts", Confidence.LIKELY)
        : Optional.empty();
  }

  private Optional<OpenWait> ofConnection(Call call, Expression receiver) {
    if (!(receiver.withoutCast() instanceof Local(_, Variable connection))
        || !CONNECTIONS.contains(connection.type().name())
        || definitions.isCalled(connection, "setReadTimeout")
        || !told.add(connection)) {
      return Optional.empty();
    }
    List<Expression> values = definitions.values(connection);
    boolean isHttp =
        !connection.type().name().equals("java.net.URLConnection")
            || schemes.at(call) == Scheme.HTTP
            || values.stream().anyMatch(texts::isHttp);
    boolean isOpenedHere =
        !values.isEmpty() && values.stream().allMatch(this::isOpened) && !isPrepared(connection);
    return isHttp && isOpenedHere
        ? open(call, "a server", "setConnectTimeout(…) and setReadTimeout(…)", Confidence.LIKELY)
        : Optional.empty();
  }

  /** A socket that is connected here, and read from. */
  private Optional<OpenWait> ofSocket(Call call, Expression receiver) {
    return receiver.withoutCast() instanceof Local(_, Variable socket)
            && SOCKETS.contains(socket.type().name())
            && call.methodName().equals("getInputStream")
            && !definitions.isCalled(socket, "setSoTimeout")
            && definitions.values(socket).stream().anyMatch(ClientWaits::isConnected)
            && !isPrepared(socket)
            && told.add(socket)
        ? open(call, "a server", "setSoTimeout(…) on the socket", Confidence.LIKELY)
        : Optional.empty();
  }

  private static boolean isConnected(Expression value) {
    return switch (value.withoutCast()) {
      case New made -> made.constructor().arity() > 1;
      case Call call -> call.methodName().equals("createSocket") && call.arguments().size() > 1;
      default -> false;
    };
  }

  /** Whether a connection is opened here, or by a method of the program that sets no limit. */
  private boolean isOpened(Expression value) {
    if (!(value.withoutCast() instanceof Call call)) {
      return value instanceof Literal;
    }
    if (call.methodName().equals("openConnection") && opens(call)) {
      return true;
    }
    List<Method> targets = program.targets(call.method());
    return !targets.isEmpty()
        && targets.stream()
            .map(target -> target.body().orElseThrow())
            .allMatch(target ->
                Code.calls(target, "openConnection") && !Code.calls(target, "setReadTimeout"));
  }

  /** {@code url.openConnection()}; that of Hadoop sets no limit unless something is given to it. */
  private static boolean opens(Call call) {
    return call.method().owner().equals("java.net.URL")
        || (call.receiver() instanceof New made
            && made.type().simpleName().equals("AuthenticatedURL")
            && made.arguments().size() < 2);
  }

  /** Whether the connection is handed to somebody who may set a limit. */
  private boolean isPrepared(Variable connection) {
    var prepared = new AtomicBoolean();
    body.forEach(node -> {
      if (node instanceof Call call
          && call.arguments().stream()
              .anyMatch(argument ->
                  argument.withoutCast() instanceof Local local
                      && local.variable() == connection)) {
        List<Method> targets = program.targets(call.method());
        boolean isHarmless =
            !targets.isEmpty()
                && targets.stream()
                    .noneMatch(target -> Code.calls(target.body().orElseThrow(), "setReadTimeout"));
        prepared.compareAndSet(false, !isHarmless);
      }
    });
    return prepared.get();
  }

  private Optional<OpenWait> ofStub(Call call, Expression receiver) {
    if (!isStub(receiver.type())
        || call.type().name().endsWith("BlockingStub")
        || call.methodName().startsWith("with")
        || call.arguments().isEmpty()
        || Chains.calls(call).stream().anyMatch(part -> part.methodName().contains("eadline"))) {
      return Optional.empty();
    }
    boolean isLimited =
        method.owner().methods().stream()
            .flatMap(each -> each.body().stream())
            .anyMatch(each ->
                Code.calls(each, "withDeadlineAfter")
                    || Code.calls(each, "withDeadline")
                    || Code.calls(each, "intercept")
                    || Code.calls(each, "withInterceptors"));
    return isLimited
        ? Optional.empty()
        : open(
            call,
            "the answer of a service",
            "call it on stub.withDeadlineAfter(5, SECONDS)",
            Confidence.LIKELY);
  }
}
