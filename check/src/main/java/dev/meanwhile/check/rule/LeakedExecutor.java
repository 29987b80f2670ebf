package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Code;
import dev.meanwhile.check.flow.NewExecutors;
import dev.meanwhile.check.flow.Outline;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.model.Statement.Evaluate;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import java.util.Set;
import java.util.function.Consumer;

/** An executor made for one call whose threads nobody ends. */
public final class LeakedExecutor implements Rule {
  private static final Set<String> ENDS = Set.of("shutdown", "shutdownNow", "close");
  private static final Set<String> STARTS =
      Set.of("submit", "execute", "schedule", "invokeAll", "invokeAny");

  @Override
  public String id() {
    return "leaked-executor";
  }

  @Override
  public String title() {
    return "An executor made for one call that nobody shuts down";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    if (method.name().equals(Method.INITIALISER)
        || method.name().equals("main")
        || method.id().name().equals("<init>")) {
      return;
    }
    for (Declare declared : method.all(Declare.class)) {
      Expression value = declared.value();
      if (value != null
          && declared.variable().kind() == Variable.Kind.LOCAL
          && NewExecutors.makes(value)
          && isLeaked(declared.variable(), method.body().orElseThrow())) {
        sink.accept(finding(method, value.at()));
      }
    }
    for (Call call : method.all(Call.class)) {
      if (isThrownAway(call)) {
        sink.accept(finding(method, call.at()));
      }
    }
  }

  /** {@code Executors.newSingleThreadExecutor().submit(…)}. */
  private static boolean isThrownAway(Call call) {
    return call.receiver() != null
        && STARTS.contains(call.methodName())
        && NewExecutors.makes(call.receiver());
  }

  private static boolean isLeaked(Variable executor, Statement.Block body) {
    var outline = new Outline(body);
    return !Code.has(
        body, node -> Code.is(node, executor) && isEndedOrKept((Expression) node, outline));
  }

  /** Whether this use may be the end of the executor, or hands it to somebody who may end it. */
  private static boolean isEndedOrKept(Expression use, Outline outline) {
    return switch (outline.around(use).orElse(null)) {
      case Call call when call.receiver() == use ->
          ENDS.contains(call.methodName())
              || call.methodName().startsWith("scheduleAt")
              || call.methodName().startsWith("scheduleWith");
      case Call call -> !NewExecutors.uses(call);
      case New made -> !NewExecutors.wraps(made);
      case Assignment assignment -> assignment.value() == use;
      case Evaluate _, Statement.If _ -> false;
      case Expression.Operation operation -> operation.operator().equals(Expression.CAST);
      case null, default -> true;
    };
  }

  private Finding finding(Method method, Span at) {
    return Found.by(this, method, at)
        .says("nobody shuts this executor down: its threads stay when the method is done")
        .because("it is made here, is not handed on, and has no shutdown() or close()")
        .advises("use it in try (var executor = …) { … }, or keep one for the whole application")
        .confidence(Confidence.LIKELY)
        .finding();
  }
}
