package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.fix.Fix;
import dev.meanwhile.check.fix.TextEdit;
import dev.meanwhile.check.flow.Handler;
import dev.meanwhile.check.flow.Outline;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Statement.Try;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** An interrupt that is caught, and nobody hears of it. */
public final class SwallowedInterrupt implements Rule {
  private static final String RESTORE = "Thread.currentThread().interrupt();";

  @Override
  public String id() {
    return "swallowed-interrupt";
  }

  @Override
  public String title() {
    return "An interrupt that is caught, and nobody hears of it";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    if (method.name().toLowerCase(Locale.ROOT).contains("uninterrupt")) {
      return;
    }
    Statement.Block body = method.body().orElseThrow();
    var attempts = new ArrayList<Try>();
    body.forEach(node -> {
      if (node instanceof Try attempt && attempt.catches().stream().anyMatch(this::catches)) {
        attempts.add(attempt);
      }
    });
    if (attempts.isEmpty()) {
      return;
    }
    var outline = new Outline(body);
    for (Try attempt : attempts) {
      for (Catch caught : attempt.catches()) {
        if (catches(caught)) {
          judge(new Handler(method, outline, attempt, caught), analysis, sink);
        }
      }
    }
  }

  private boolean catches(Catch caught) {
    return caught.types().stream().anyMatch(SwallowedInterrupt::isInterrupt);
  }

  private static boolean isInterrupt(JavaType type) {
    return type.simpleName().equals("InterruptedException");
  }

  private void judge(Handler handler, Analysis analysis, Consumer<Finding> sink) {
    if (handler.isHeard(analysis.program())) {
      return;
    }
    boolean isWrapped = handler.throwsOther();
    Catch caught = handler.caught();
    var found =
        Found.by(this, handler.method(), heading(caught, handler.method().file()))
            .says(
                isWrapped
                    ? "the interrupt becomes another exception, and the thread forgets it"
                    : "the interrupt is caught, and nobody hears of it")
            .because("it is not thrown on, the flag is not set again, nothing is returned for it")
            .advises("begin the catch with " + RESTORE + " or let InterruptedException out")
            .confidence(handler.isLoopOfFlag() ? Confidence.POSSIBLE : Confidence.CERTAIN);
    if (caught.types().size() == 1 && !handler.goesOnInLoop()) {
      found.fixedBy(fix(caught, handler.method().file()));
    }
    sink.accept(found.finding());
  }

  /** {@code catch (InterruptedException e)}. */
  private static Span heading(Catch caught, SourceText file) {
    int start = caught.at().start();
    return new Span(
        start, Math.max(start + 1, file.text().lastIndexOf(')', caught.body().at().start()) + 1));
  }

  private static Fix fix(Catch caught, SourceText file) {
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
