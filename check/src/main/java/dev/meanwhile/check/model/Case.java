package dev.meanwhile.check.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One branch of a {@code switch}.
 *
 * @param labels the constants; empty for {@code default} and patterns
 * @param isArrow whether it is written with an arrow, so that nothing falls through
 */
public record Case(
    List<Expression> labels, @Nullable Expression guard, List<Statement> body, boolean isArrow) {

  static List<Node> parts(Expression selector, List<Case> cases) {
    var parts = new ArrayList<Node>();
    parts.add(selector);
    for (Case branch : cases) {
      if (branch.guard != null) {
        parts.add(branch.guard);
      }
      parts.addAll(branch.body);
    }
    return parts;
  }
}
