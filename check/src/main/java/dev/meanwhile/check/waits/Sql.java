package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the SQL in a piece of code does. */
enum Sql {
  /** There is none. */
  NONE,
  /** It only selects. */
  READ,
  /** It changes something, or takes locks or numbers. */
  WRITE;

  private static final Pattern SELECT =
      Pattern.compile("(select\\s.+|with\\s.+\\sas\\s*\\(.*|from\\s\\w.*|show\\s\\w+)");
  private static final Pattern CHANGE =
      Pattern.compile(
          "(insert\\s+(ignore\\s+)?into|update\\s.+\\sset|delete\\s+from|merge\\s+into|replace\\s+into"
              + "|create\\s|alter\\s|drop\\s|truncate\\s|call\\s|\\{\\s*\\??.*call|lock\\s+table).*|select.*(nextval\\s*\\(|next"
              + " value for|for update|for no key update|for share).*");

  /** What such a text begins with: most texts are none. */
  private static final Set<String> BEGINNINGS =
      Set.of(
          "select",
          "with",
          "from",
          "show",
          "insert",
          "update",
          "delete",
          "merge",
          "replace",
          "create",
          "alter",
          "drop",
          "truncate",
          "call",
          "lock");

  /** The SQL of all string literals in a piece of code. */
  static Sql in(Node code) {
    var literals = new ArrayList<Literal>();
    code.forEach(node -> {
      if (node instanceof Literal literal) {
        literals.add(literal);
      }
    });
    return of(literals);
  }

  /** The SQL of all string literals in a method. */
  static Sql in(Method method) {
    return of(method.all(Literal.class));
  }

  private static Sql of(List<Literal> literals) {
    Sql all = NONE;
    for (Literal literal : literals) {
      Sql one = literal.value() instanceof String text ? of(text) : NONE;
      all = one.compareTo(all) > 0 ? one : all;
    }
    return all;
  }

  private static Sql of(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith("{") && !BEGINNINGS.contains(firstWord(stripped))) {
      return NONE;
    }
    String sql = stripped.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (CHANGE.matcher(sql).matches()) {
      return WRITE;
    }
    return SELECT.matcher(sql).matches() ? READ : NONE;
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
