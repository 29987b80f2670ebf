package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Node;
import java.util.EnumSet;
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

  /** The SQL of all string literals in a piece of code. */
  static Sql in(Node code) {
    Set<Sql> found = EnumSet.noneOf(Sql.class);
    code.forEach(node -> {
      if (node instanceof Expression.Literal literal && literal.value() instanceof String text) {
        found.add(of(text));
      }
    });
    if (found.contains(WRITE)) {
      return WRITE;
    }
    return found.contains(READ) ? READ : NONE;
  }

  private static Sql of(String text) {
    String sql = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (CHANGE.matcher(sql).matches()) {
      return WRITE;
    }
    return SELECT.matcher(sql).matches() ? READ : NONE;
  }
}
