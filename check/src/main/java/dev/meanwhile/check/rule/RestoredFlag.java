package dev.meanwhile.check.rule;

import dev.meanwhile.check.fix.Fix;
import dev.meanwhile.check.fix.TextEdit;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;

/** The rewrite of a catch that sets the flag of the interrupt again. */
final class RestoredFlag {
  static final String RESTORE = "Thread.currentThread().interrupt();";

  private RestoredFlag() {}

  /** The flag is set again as the first thing in the catch, indented as its code is. */
  static Fix of(Catch caught, SourceText file) {
    Span body = caught.body().at();
    String line = file.lineText(file.line(caught.at().start()));
    String margin = line.substring(0, line.length() - line.stripLeading().length());
    String indent = indent(caught, file, margin);
    boolean isOneLine = file.line(body.start()) == file.line(body.end() - 1);
    String end = isOneLine ? "\n" + margin : "";
    String restore = "\n" + indent + RESTORE;
    List<TextEdit> edits = new ArrayList<>();
    int open = body.start() + 1;
    String rest = isOneLine ? file.text(new Span(open, body.end() - 1)).strip() : "";
    if (isOneLine) {
      String tail = rest.isEmpty() ? "" : "\n" + indent + rest;
      edits.add(new TextEdit(new Span(open, body.end() - 1), restore + tail + end));
    } else {
      edits.add(new TextEdit(new Span(open, open), restore));
    }
    return new Fix("set the interrupt flag again", edits, List.of());
  }

  /** How the statements of the catch are indented. */
  private static String indent(Catch caught, SourceText file, String margin) {
    List<Statement> statements = caught.body().statements();
    if (!statements.isEmpty()) {
      String line = file.lineText(file.line(statements.getFirst().at().start()));
      String own = line.substring(0, line.length() - line.stripLeading().length());
      if (own.length() > margin.length()) {
        return own;
      }
    }
    int inside = file.line(caught.body().at().start()) + 1;
    String comment = inside < file.line(caught.body().at().end()) ? file.lineText(inside) : "";
    String deeper = comment.substring(0, comment.length() - comment.stripLeading().length());
    if (deeper.length() > margin.length()) {
      return deeper;
    }
    return margin + (margin.contains("\t") ? "\t" : margin.length() % 4 == 0 ? "    " : "  ");
  }
}
