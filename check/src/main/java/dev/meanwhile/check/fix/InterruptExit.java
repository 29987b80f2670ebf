package dev.meanwhile.check.fix;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * How an {@code InterruptedException} gets out of a piece of code.
 *
 * @param isOpen whether it may be thrown there
 * @param edit what must be added to the head of the method for that
 */
record InterruptExit(boolean isOpen, Optional<TextEdit> edit) {
  private static final InterruptExit OPEN = new InterruptExit(true, Optional.empty());
  private static final InterruptExit CLOSED = new InterruptExit(false, Optional.empty());
  private static final Pattern THROWS = Pattern.compile("\\bthrows\\b(?<types>[^{]*)$");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(InterruptedException|Exception|Throwable)\\b");

  /** The way out of a row of calls. */
  static InterruptExit of(CallRow row, Program program) {
    if (row.around().stream().anyMatch(Expression.Lambda.class::isInstance)) {
      return CLOSED;
    }
    for (Node outer : row.around().reversed()) {
      if (outer instanceof Statement.Try attempt && isInBody(row, attempt)) {
        if (catches(attempt, "InterruptedException")) {
          return OPEN;
        }
        if (catches(attempt, "Exception") || catches(attempt, "Throwable")) {
          return CLOSED; // it would be swallowed there
        }
      }
    }
    return ofMethod(row.method(), program);
  }

  private static boolean isInBody(CallRow row, Statement.Try attempt) {
    return attempt.body().at().contains(row.declarations().getFirst().at());
  }

  private static boolean catches(Statement.Try attempt, String simpleName) {
    return attempt.catches().stream()
        .flatMap(each -> each.types().stream())
        .anyMatch(type -> type.simpleName().equals(simpleName));
  }

  private static InterruptExit ofMethod(Method method, Program program) {
    Statement.Block body = method.body().orElseThrow();
    int name = method.nameAt().end();
    String head = method.file().text().substring(name, body.at().start()).stripTrailing();
    var declared = THROWS.matcher(head);
    boolean declares = declared.find();
    if (declares && DECLARED.matcher(declared.group("types")).find()) {
      return OPEN;
    }
    if (!isKnownToAllCallers(method, program) || head.contains("//") || head.contains("/*")) {
      return CLOSED;
    }
    int end = name + head.length();
    String more = declares ? ", InterruptedException" : " throws InterruptedException";
    return new InterruptExit(true, Optional.of(new TextEdit(new Span(end, end), more)));
  }

  /** Only then can the compiler show that no caller minds one exception more. */
  private static boolean isKnownToAllCallers(Method method, Program program) {
    if (method.is(Modifier.PRIVATE)) {
      return true;
    }
    boolean isHidden =
        List.of(Modifier.PUBLIC, Modifier.PROTECTED).stream()
            .noneMatch(method.owner().modifiers()::contains);
    return isHidden && program.type(method.owner().name()).isPresent();
  }
}
