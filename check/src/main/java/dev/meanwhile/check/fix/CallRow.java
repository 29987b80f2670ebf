package dev.meanwhile.check.fix;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Declarations in a row, each of which begins with a call that waits.
 *
 * @param declarations the declarations
 * @param next the statement behind them; null if there is none
 * @param around what they are in, from the body of the method to their block
 */
record CallRow(
    Method method, List<Declare> declarations, @Nullable Statement next, List<Node> around) {
  private static final Pattern TYPED =
      Pattern.compile("(?:final\\s+)?(?<type>[^=]*[^=\\s])\\s+(?<name>\\w+)\\s*=\\s*");

  /** The row that these calls make; empty if other code is between them or around one. */
  static Optional<CallRow> of(Method method, List<Call> calls) {
    var rows = new ArrayList<CallRow>();
    method.body().ifPresent(body -> find(method, body, calls, List.of(), rows));
    return rows.stream().filter(CallRow::isPlainlyWritten).findFirst();
  }

  private static void find(
      Method method, Node node, List<Call> calls, List<Node> around, List<CallRow> rows) {
    var within = new ArrayList<>(around);
    within.add(node);
    if (node instanceof Statement.Block block) {
      List<Statement> list = block.statements();
      for (int i = 0; i + calls.size() <= list.size(); i++) {
        if (matches(list.subList(i, i + calls.size()), calls)) {
          int end = i + calls.size();
          rows.add(
              new CallRow(
                  method,
                  list.subList(i, end).stream().map(Declare.class::cast).toList(),
                  end < list.size() ? list.get(end) : null,
                  List.copyOf(within)));
        }
      }
    }
    node.parts().forEach(part -> find(method, part, calls, within, rows));
  }

  private static boolean matches(List<Statement> statements, List<Call> calls) {
    for (int i = 0; i < calls.size(); i++) {
      boolean isCall =
          statements.get(i) instanceof Declare declare && declare.value() == calls.get(i);
      if (!isCall) {
        return false;
      }
    }
    return true;
  }

  /** No cast or parentheses around a call, one variable per statement, and no annotation. */
  private boolean isPlainlyWritten() {
    return declarations.stream()
        .allMatch(each ->
            typed(each).matches()
                && each.variable().annotations().isEmpty()
                && text(tail(each)).strip().equals(";"));
  }

  SourceText file() {
    return method.file();
  }

  String text(Span span) {
    return file().text(span);
  }

  int size() {
    return declarations.size();
  }

  Call call(int number) {
    return (Call) valueOf(declarations.get(number));
  }

  private static Expression valueOf(Declare declare) {
    if (declare.value() == null) {
      throw new IllegalStateException("a declaration without a value in a row of calls");
    }
    return declare.value();
  }

  String name(int number) {
    return declarations.get(number).variable().name();
  }

  List<String> names() {
    return declarations.stream().map(each -> each.variable().name()).toList();
  }

  /** What is written before the call: type, name and equals sign. */
  static Span head(Declare declare) {
    return new Span(declare.at().start(), valueOf(declare).at().start());
  }

  /** What is written behind the call: the semicolon. */
  static Span tail(Declare declare) {
    return new Span(valueOf(declare).at().end(), declare.at().end());
  }

  private Matcher typed(Declare declare) {
    return TYPED.matcher(text(head(declare)));
  }

  /** The declared type as it is written; {@code var} too. */
  String typeText(int number) {
    var typed = typed(declarations.get(number));
    return typed.matches() ? typed.group("type") : "";
  }

  boolean isVar(int number) {
    return typeText(number).equals("var");
  }

  /** The white space that the first statement is indented by. */
  String margin() {
    return margin(declarations.getFirst().at().start());
  }

  private String margin(int offset) {
    String line = file().lineText(file().line(offset));
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  /** Whether the first statement begins its line. */
  boolean beginsLine() {
    int start = declarations.getFirst().at().start();
    return file().column(start) == margin().length() + 1;
  }

  /** One more step of indentation: as much as the statements have more than what they are in. */
  String step() {
    if (margin().contains("\t")) {
      return "\t";
    }
    boolean isBody = around().size() == 1;
    int start = isBody ? method.at().start() : around().getLast().at().start();
    int deeper = margin().length() - margin(start).length();
    return " ".repeat(deeper > 0 ? deeper : 2);
  }
}
