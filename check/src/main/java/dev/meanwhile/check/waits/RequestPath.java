package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the verbs in the path of a request say about its effect. */
final class RequestPath {
  private static final Set<String> WRITES =
      Set.of(
          "save",
          "delete",
          "update",
          "insert",
          "create",
          "send",
          "publish",
          "cancel",
          "pay",
          "remove",
          "upload",
          "refund",
          "approve",
          "reject",
          "confirm",
          "activate",
          "deactivate",
          "login",
          "logout",
          "execute",
          "submit",
          "reset",
          "increment",
          "transfer",
          "withdraw",
          "deposit",
          "add",
          "notify",
          "modify",
          "change",
          "refresh",
          "rebook",
          "enable",
          "disable",
          "start",
          "stop");
  private static final Set<String> READS =
      Set.of("find", "get", "query", "count", "exists", "search", "list", "fetch", "lookup");

  private RequestPath() {}

  /**
   * The verbs of the text that a call is given, or that the variables were made of that it is
   * given.
   */
  static Effect.Kind of(Call call, Method around) {
    List<String> words = words(call, around);
    if (words.stream().anyMatch(WRITES::contains)) {
      return Effect.Kind.WRITE;
    }
    return words.stream().anyMatch(READS::contains) ? Effect.Kind.READ : Effect.Kind.UNKNOWN;
  }

  /** The words of those texts, verbs or not. */
  static List<String> words(Call call, Method around) {
    var texts = new ArrayList<String>();
    Set<Variable> given = new HashSet<>();
    collect(call, texts, given);
    if (!given.isEmpty()) {
      around.all(Statement.Declare.class).forEach(declared -> addValue(declared, given, texts));
    }
    return texts.stream()
        .filter(text -> text.contains("/"))
        .map(text -> text.replaceFirst("^\\w+://[^/]*", ""))
        .flatMap(text -> Verbs.words(text.replaceAll("[^A-Za-z0-9]+", "_")).stream())
        .toList();
  }

  private static void addValue(
      Statement.Declare declared, Set<Variable> given, List<String> texts) {
    if (declared.value() != null && given.contains(declared.variable())) {
      collect(declared.value(), texts, new HashSet<>());
    }
  }

  private static void collect(Node code, List<String> texts, Set<Variable> variables) {
    code.forEachRunHere(node -> {
      if (node instanceof Expression.Literal literal && literal.value() instanceof String text) {
        texts.add(text);
      } else if (node instanceof Expression.Local local) {
        variables.add(local.variable());
      }
    });
  }
}
