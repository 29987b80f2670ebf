package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verbs of HTTP that a request is made with: among the arguments of a call, in its fluent
 * chain, in the class of the request, or in the one request that the method around builds.
 */
final class RequestVerbs {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> SENDING = Set.of("send", "execute");

  /** The classes of requests of Apache's client. */
  private static final Pattern CLASS =
      Pattern.compile("Http(Get|Head|Options|Post|Put|Patch|Delete)");

  private RequestVerbs() {}

  static Set<String> of(Call call, Method around) {
    var verbs = new HashSet<String>();
    call.forEachRunHere(node -> add(node, verbs));
    if (verbs.isEmpty() && SENDING.contains(call.methodName())) {
      around.all(Call.class).forEach(part -> addBuilt(part, verbs));
    }
    if (call.methodName().startsWith("postFor")) {
      verbs.add("POST");
    }
    return verbs;
  }

  /** The verbs that a text names, such as that of an annotation. */
  static Set<String> in(String text) {
    return Stream.concat(READING.stream(), WRITING.stream())
        .filter(text::contains)
        .collect(Collectors.toSet());
  }

  static boolean isReading(String verb) {
    return READING.contains(verb);
  }

  private static boolean isVerb(String name) {
    return isReading(name) || WRITING.contains(name);
  }

  private static void add(Node node, Set<String> verbs) {
    switch (node) {
      case Expression.Field field -> addNamed(field.name(), verbs);
      case Call part -> addNamed(part.methodName().toUpperCase(Locale.ROOT), verbs);
      case Expression.New made -> addClass(made, verbs);
      case Expression.Local local -> addClass(local, verbs);
      default -> {}
    }
  }

  private static void addNamed(String name, Set<String> verbs) {
    if (isVerb(name)) {
      verbs.add(name);
    }
  }

  private static void addClass(Expression request, Set<String> verbs) {
    Matcher matcher = CLASS.matcher(request.type().simpleName());
    if (matcher.matches()) {
      verbs.add(matcher.group(1).toUpperCase(Locale.ROOT));
    }
  }

  /** A request of the JDK or of OkHttp without a verb is a GET. */
  private static void addBuilt(Call part, Set<String> verbs) {
    if (!isOfBuilder(part)) {
      return;
    }
    switch (part.methodName()) {
      case "method" ->
          verbs.add(
              part.arguments().getFirst() instanceof Expression.Literal literal
                  ? String.valueOf(literal.value())
                  : "POST");
      case "build" -> {
        if (Chains.calls(part).stream().noneMatch(RequestVerbs::setsVerb)) {
          verbs.add("GET");
        }
      }
      default -> addNamed(part.methodName().toUpperCase(Locale.ROOT), verbs);
    }
  }

  private static boolean setsVerb(Call part) {
    String name = part.methodName().toUpperCase(Locale.ROOT);
    return name.equals("METHOD") || isVerb(name);
  }

  private static boolean isOfBuilder(Call part) {
    return part.method().owner().startsWith("java.net.http.HttpRequest")
        || Chains.root(part).type().name().endsWith("Request.Builder");
  }
}
