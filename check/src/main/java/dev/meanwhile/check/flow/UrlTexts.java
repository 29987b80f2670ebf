package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Expression.Operation;
import dev.meanwhile.check.model.Expression.TypeName;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Verbs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which URLs are of a server: by the text they are made of, or by the name of that text. */
final class UrlTexts {
  private static final Set<String> SERVERS =
      Set.of("url", "uri", "endpoint", "host", "link", "href", "address");
  private static final Set<String> FILES =
      Set.of("file", "path", "resource", "classpath", "class", "jar", "local", "dir", "directory");

  private final Definitions definitions;

  UrlTexts(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Whether the URL that an expression gets or makes is one of HTTP. */
  boolean isHttp(Expression url) {
    return isHttp(url, new HashSet<>());
  }

  /** A variable may be given what it holds already, and something more. */
  private boolean isHttp(Expression url, Set<Variable> seen) {
    return switch (Chains.root(url)) {
      case New made -> made.arguments().stream().anyMatch(part -> isHttp(part, seen));
      case TypeName _ when url.withoutCast() instanceof Call call -> // URI.create(text).toURL()
          Chains.calls(call).getLast().arguments().stream().anyMatch(part -> isHttp(part, seen));
      case Literal literal -> String.valueOf(literal.value()).startsWith("http");
      case Operation sum -> isHttp(sum.operands().getFirst(), seen);
      case Local local when definitions.values(local.variable()).isEmpty() ->
          isNamed(local, local.variable().name());
      case Local local when seen.add(local.variable()) ->
          isAsked(local)
              ? isNamed(local, local.variable().name())
              : definitions.values(local.variable()).stream()
                  .filter(value -> !(value.withoutCast() instanceof Local))
                  .anyMatch(value -> isHttp(value, seen));
      case Field field -> isNamed(field, field.name());
      default -> false;
    };
  }

  /** {@code String url = properties.get("rates")}: only its name says what it is. */
  private boolean isAsked(Local text) {
    List<Expression> values =
        definitions.values(text.variable()).stream()
            .filter(value -> !(value instanceof Literal literal && literal.value() == null))
            .toList();
    return !values.isEmpty() && values.stream().allMatch(UrlTexts::isAsked);
  }

  private static boolean isAsked(Expression text) {
    List<Call> chain = Chains.calls(text);
    return !chain.isEmpty()
        && !isFile(Chains.root(text).type().simpleName())
        && chain.stream().noneMatch(call -> isFile(call.methodName()) || isHttpAmong(call));
  }

  private static boolean isHttpAmong(Call call) {
    return Code.has(
        call,
        node -> node instanceof Literal text && String.valueOf(text.value()).startsWith("http"));
  }

  private static boolean isFile(String name) {
    return Verbs.words(name).stream().anyMatch(FILES::contains);
  }

  /** {@code String serviceUrl}. */
  private static boolean isNamed(Expression text, String name) {
    List<String> words = Verbs.words(name);
    return text.type().name().equals("java.lang.String")
        && words.stream().anyMatch(SERVERS::contains)
        && words.stream().noneMatch(FILES::contains);
  }
}
