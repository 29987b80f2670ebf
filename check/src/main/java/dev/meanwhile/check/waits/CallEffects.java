package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Effect.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a call of the catalogue does, from all that says something about it: the entry, its name,
 * the verb of HTTP, the text of SQL, annotations. A word for a write outweighs everything.
 */
final class CallEffects {
  private static final Set<String> READING_VERBS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> WRITING_VERBS = Set.of("POST", "PUT", "PATCH", "DELETE");

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
        Effect named = entry.isChain() ? effect : byName(effect, name);
        yield byPath(byVerb(named, call, around, isAnswered), call, around);
      }
      case SQL -> {
        Sql own = Sql.in(call);
        Effect named = byName(effect, name);
        yield own == Sql.NONE ? bySql(named, around) : bySql(named, own);
      }
      default -> byName(effect, entry.isChain() ? firstOf(call) : name);
    };
  }

  /**
   * What a fluent chain is about, its first call says: {@code admin.describeTopics(…).all().get()}.
   */
  private static String firstOf(Call chain) {
    return Chains.calls(chain).getLast().methodName();
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
            .contains(name);
  }

  /** Questions are posted too, if they are too long for a path; what nobody answers is none. */
  private static boolean isAnswerWanted(Call call, Method around) {
    boolean[] isDropped = {call.type().name().equals("void")};
    around
        .body()
        .ifPresent(body ->
            body.forEach(node ->
                isDropped[0] |=
                    node instanceof Statement.Evaluate(_, Expression code) && code == call));
    return !isDropped[0];
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
    if (WRITING_VERBS.stream().anyMatch(text::contains)) {
      return Effect.WRITE;
    }
    return READING_VERBS.stream().anyMatch(text::contains) ? effect.agreedBy(Signal.VERB) : effect;
  }

  /**
   * The verb among the arguments, in the fluent chain, or in the one request that the method around
   * builds. A request of the JDK without a verb is a GET.
   */
  private static Effect byVerb(Effect effect, Call call, Method around, boolean isAnswered) {
    Set<String> verbs = new HashSet<>();
    call.forEachRunHere(node -> {
      if (node instanceof Expression.Field field) {
        verbs.add(field.name());
      } else if (node instanceof Call part) {
        verbs.add(part.methodName().toUpperCase(Locale.ROOT));
      }
    });
    verbs.removeIf(verb -> !READING_VERBS.contains(verb) && !WRITING_VERBS.contains(verb));
    if (verbs.isEmpty() && call.methodName().equals("send")) {
      verbs.addAll(builtIn(around));
    }
    if (call.methodName().startsWith("postFor")) {
      verbs.add("POST");
    }
    if (verbs.isEmpty() || (verbs.equals(Set.of("POST")) && isAnswered)) {
      return effect;
    }
    return READING_VERBS.containsAll(verbs) ? effect.agreedBy(Signal.VERB) : Effect.WRITE;
  }

  /** A path such as {@code /orders/cancel} says more than a GET in front of it. */
  private static Effect byPath(Effect effect, Call call, Method around) {
    return switch (RequestPath.of(call, around)) {
      case READ -> effect.agreedBy(Signal.PATH);
      case WRITE -> Effect.WRITE;
      case UNKNOWN -> effect;
    };
  }

  private static Set<String> builtIn(Method around) {
    var verbs = new HashSet<String>();
    around
        .body()
        .ifPresent(body ->
            body.forEach(node -> {
              if (node instanceof Call part
                  && part.method().owner().startsWith("java.net.http.HttpRequest")) {
                addVerb(part, verbs);
              }
            }));
    if (verbs.size() > 1) {
      verbs.remove("DEFAULT");
    }
    return verbs.remove("DEFAULT") ? Set.of("GET") : verbs;
  }

  private static void addVerb(Call part, Set<String> verbs) {
    switch (part.methodName()) {
      case "newBuilder" -> verbs.add("DEFAULT");
      case "method" ->
          verbs.add(
              part.arguments().getFirst() instanceof Expression.Literal literal
                  ? String.valueOf(literal.value())
                  : "POST");
      case "GET", "POST", "PUT", "DELETE", "HEAD" -> verbs.add(part.methodName());
      default -> {}
    }
  }

  private static Effect bySql(Effect effect, Method around) {
    return around.body().map(body -> bySql(effect, Sql.in(body))).orElse(effect);
  }

  private static Effect bySql(Effect effect, Sql sql) {
    return switch (sql) {
      case READ -> effect.agreedBy(Signal.SQL);
      case WRITE -> Effect.WRITE;
      case NONE -> effect;
    };
  }

  /** The effect of what waits in a method, with what the name and the SQL of the method say. */
  static Effect wrapped(Wait inside, Method method) {
    Effect effect = inside.effect();
    if (inside.kinds().contains(WaitKind.SQL)) {
      effect = bySql(effect, method);
    }
    return switch (Verbs.of(method.name())) {
      case READ -> effect.agreedBy(Signal.WRAPPER);
      case WRITE -> isNeutral(method.name()) ? effect : Effect.WRITE;
      case UNKNOWN -> effect;
    };
  }
}
