package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Effect.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * What a call of the catalogue does, from all that says something about it: the entry, its name,
 * the verb of HTTP, the text of SQL, annotations. A word for a write outweighs everything.
 */
final class CallEffects {
  private static final Set<WaitKind> ASKED =
      EnumSet.of(
          WaitKind.SQL,
          WaitKind.HTTP,
          WaitKind.RPC,
          WaitKind.DOCUMENTS,
          WaitKind.KEY_VALUE,
          WaitKind.OBJECTS,
          WaitKind.DIRECTORY);

  private static final Set<String> LATER =
      Set.of(
          "block",
          "blockOptional",
          "blockFirst",
          "blockLast",
          "indefinitely",
          "atMost",
          "blockingGet",
          "blockingFirst",
          "blockingSingle",
          "blockingLast");
  private static final Set<String> PROMISES =
      Set.of("Mono", "Flux", "Uni", "Single", "Maybe", "Observable", "Flowable");

  private CallEffects() {}

  static Effect of(Call call, CatalogueEntry entry, Method around, List<Annotation> annotations) {
    String name = call.methodName();
    if (entry.isWrite(name) && !entry.isRead(name)) {
      return Effect.WRITE;
    }
    Effect effect = entry.isRead(name) ? Effect.read(Signal.API) : Effect.UNKNOWN;
    if (entry.isUsers() && effect.isRead()) {
      return effect.agreedBy(Signal.USER);
    }
    boolean isAnswered = entry.kind() == WaitKind.HTTP && isAnswerWanted(call, around);
    effect = byAnnotations(effect, annotations, isAnswered);
    return switch (entry.kind()) {
      case HTTP -> {
        Effect named =
            LATER.contains(name)
                ? byName(effect, begun(call))
                : entry.isChain() ? effect : byName(effect, name);
        Effect known = byPath(byVerb(named, call, around, isAnswered), call, around);
        yield isAnswered ? byAsker(known, call, around) : known;
      }
      case SQL -> {
        Sql own = Sql.in(call);
        Effect named = byName(effect, name);
        yield own == Sql.NONE ? bySql(named, around) : bySql(named, own);
      }
      default -> byName(effect, entry.isChain() ? firstOf(call, entry) : name);
    };
  }

  /**
   * What a fluent chain is about, its first call says: {@code admin.describeTopics(…).all().get()}.
   */
  private static String firstOf(Call chain, CatalogueEntry entry) {
    List<Call> calls = Chains.calls(chain);
    for (int i = 1; i < calls.size(); i++) {
      if (entry.isForType(calls.get(i).type().name())) {
        return calls.get(i - 1).methodName();
      }
    }
    boolean isGot = calls.size() > 1 && calls.getLast().receiver() == null; // getAdmin().describe…
    return calls.get(calls.size() - (isGot ? 2 : 1)).methodName();
  }

  /** {@code rooms.findRoom(id).block()}: the call that has begun what is waited for. */
  private static String begun(Call wait) {
    return Chains.calls(wait).reversed().stream()
        .filter(step -> PROMISES.contains(step.type().simpleName()))
        .map(Call::methodName)
        .findFirst()
        .orElse("");
  }

  private static Effect byName(Effect effect, String name) {
    return switch (Verbs.of(name)) {
      case READ -> effect.agreedBy(Signal.NAME);
      case WRITE -> effect.isRead() || isNeutral(name) ? effect : Effect.WRITE;
      case UNKNOWN -> effect;
    };
  }

  /** Names under which everything happens. */
  private static boolean isNeutral(String name) {
    return name.startsWith("postFor")
        || Set.of("send", "execute", "exchange", "invoke", "method", "body", "call", "process")
            .contains(name)
        || name.equals("doExecute")
        || TransportNames.has(name);
  }

  /** Questions are posted too, if they are too long for a path; what nobody answers is none. */
  private static boolean isAnswerWanted(Call call, Method around) {
    return !call.type().name().equals("void")
        && around.all(Statement.Evaluate.class).stream()
            .noneMatch(statement -> statement.expression() == call);
  }

  private static Effect byAnnotations(
      Effect effect, List<Annotation> annotations, boolean isAnswered) {
    Effect known = effect;
    for (Annotation annotation : annotations) {
      known =
          switch (annotation.simpleName()) {
            case "GetMapping", "GetExchange", "GET", "HEAD" -> known.agreedBy(Signal.VERB);
            case "PostMapping", "PostExchange", "POST" -> isAnswered ? known : Effect.WRITE;
            case "PutMapping",
                "PatchMapping",
                "DeleteMapping",
                "PutExchange",
                "PatchExchange",
                "DeleteExchange",
                "PUT",
                "DELETE",
                "PATCH" ->
                Effect.WRITE;
            case "RequestMapping", "HttpExchange" -> verb(known, annotation.value("method"));
            case "RequestLine" -> verb(known, annotation.value("value"));
            case "Select" -> known.agreedBy(Signal.SQL);
            case "Insert", "Update", "Delete", "Modifying" -> Effect.WRITE;
            default -> known;
          };
    }
    return known;
  }

  private static Effect verb(Effect effect, String text) {
    return byVerbs(effect, RequestVerbs.in(text));
  }

  private static Effect byVerb(Effect effect, Call call, Method around, boolean isAnswered) {
    Set<String> verbs = RequestVerbs.of(call, around);
    return isAnswered && verbs.equals(Set.of("POST")) ? effect : byVerbs(effect, verbs);
  }

  private static Effect byVerbs(Effect effect, Set<String> verbs) {
    if (verbs.isEmpty()) {
      return effect;
    }
    return verbs.stream().allMatch(RequestVerbs::isReading)
        ? effect.agreedBy(Signal.VERB)
        : Effect.WRITE;
  }

  /** A path such as {@code /orders/cancel} says more than a GET in front of it. */
  private static Effect byPath(Effect effect, Call call, Method around) {
    return switch (RequestPath.of(call, around)) {
      case READ -> effect.agreedBy(Signal.PATH);
      case WRITE -> Effect.WRITE;
      case UNKNOWN -> effect;
    };
  }

  /** A method whose name says that it only asks has nothing but questions in it. */
  private static Effect byAsker(Effect effect, Call call, Method around) {
    boolean isQuestion =
        effect.kind() == Effect.Kind.UNKNOWN
            && Verbs.of(around.name()) == Effect.Kind.READ
            && RequestPath.words(call, around).stream().noneMatch(Verbs::isWrite);
    return isQuestion ? Effect.read(Signal.WRAPPER) : effect;
  }

  /**
   * {@code setNameOf(row)}, {@code createPage(id)}: a method that only asks, with a verb for
   * objects too, fills or makes an object. In a transaction the object may be a row itself.
   */
  private static boolean fills(Method method, Wait inside, Program program) {
    boolean isOfQueries = inside.kinds().equals(Set.of(WaitKind.SQL));
    return ASKED.containsAll(inside.kinds())
        && !inside.effect().signals().equals(Set.of(Signal.WRAPPER))
        && ((Verbs.isOfObjects(method.name()) && (isOfQueries || hasObject(method)))
            || (isItsOwn(method) && !method.isVoid() && Verbs.isOfResults(method.name())))
        && !Contexts.isTransactional(method, program);
  }

  /** {@code scale(group, size)}: who gets nothing back, and fills nothing, wants something done. */
  private static boolean isOrder(Method method) {
    return !method.parameters().isEmpty() && !hasObject(method);
  }

  /** Whether it has something to fill or to give back. */
  private static boolean hasObject(Method method) {
    return !method.isVoid()
        || method.parameters().stream().anyMatch(parameter -> !isValue(parameter.type()));
  }

  private static boolean isValue(JavaType type) {
    String name = type.name();
    return name.startsWith("java.lang.")
        || name.startsWith("java.time.")
        || name.equals("java.util.UUID")
        || (type.isKnown() && !name.contains(".") && name.equals(name.toLowerCase(Locale.ROOT)));
  }

  /** No other method runs in its place. */
  private static boolean isItsOwn(Method method) {
    return method.is(Modifier.PRIVATE) || method.is(Modifier.STATIC);
  }

  private static Effect bySql(Effect effect, Method around) {
    return bySql(effect, Sql.in(around));
  }

  private static Effect bySql(Effect effect, Sql sql) {
    return switch (sql) {
      case READ -> effect.agreedBy(Signal.SQL);
      case WRITE -> Effect.WRITE;
      case NONE -> effect;
    };
  }

  /** The effect of what waits in a method, with what its name and its SQL say. */
  static Effect wrapped(Wait inside, Method method, Sql sql, Program program) {
    Effect effect = bySql(inside.effect(), sql);
    return switch (Verbs.of(method.name())) {
      case READ -> effect.agreedBy(Signal.WRAPPER);
      case WRITE -> {
        if (fills(method, inside, program) && effect.isRead()) {
          yield Effect.read(effect.signals().iterator().next());
        }
        boolean answers = !method.isVoid() && Verbs.isRun(method.name());
        yield answers || isNeutral(method.name()) ? effect : Effect.WRITE;
      }
      case UNKNOWN -> effect.isRead() && isOrder(method) ? Effect.UNKNOWN : effect;
    };
  }
}
