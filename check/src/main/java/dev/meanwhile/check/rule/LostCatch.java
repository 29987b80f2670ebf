package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Statement.Return;
import dev.meanwhile.check.model.Statement.Try;
import dev.meanwhile.check.tasks.Failures;
import dev.meanwhile.check.tasks.Futures;
import dev.meanwhile.check.tasks.Origin;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A future that is returned out of a {@code try}, whose {@code catch} never sees its failure. */
public final class LostCatch implements Rule {
  private static final Set<String> OF_FUTURES =
      Set.of("java.util.concurrent.CompletionException", "java.util.concurrent.ExecutionException");

  @Override
  public String id() {
    return "lost-catch";
  }

  @Override
  public String title() {
    return "A catch that never sees the failure";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    method.all(Try.class).forEach(attempt -> check(attempt, method, analysis, sink));
  }

  private void check(Try attempt, Method method, Analysis analysis, Consumer<Finding> sink) {
    Optional<Catch> handler = attempt.catches().stream().filter(LostCatch::isMeant).findFirst();
    if (handler.isEmpty()) {
      return;
    }
    attempt
        .body()
        .forEachRunHere(node -> {
          if (node instanceof Return returned
              && returned.value() != null
              && mayFailLater(returned.value(), method, analysis)) {
            sink.accept(finding(returned, handler.get(), method));
          }
        });
  }

  /** Whether a handler is for everything, and does something about it. */
  private static boolean isMeant(Catch handler) {
    boolean isOfFutures =
        handler.types().stream().map(JavaType::name).anyMatch(OF_FUTURES::contains);
    return (isOfFutures || Failures.catchesAll(handler))
        && !makesFailure(handler)
        && (Failures.reports(handler) || returns(handler));
  }

  /** Whether a handler makes a failed future of what it caught. */
  private static boolean makesFailure(Catch handler) {
    var found = new boolean[1];
    handler
        .body()
        .forEachRunHere(
            node -> found[0] |= node instanceof Call call && isFailure(call.methodName()));
    return found[0];
  }

  private static boolean returns(Catch handler) {
    var found = new boolean[1];
    handler
        .body()
        .forEachRunHere(
            node -> found[0] |= node instanceof Return returned && returned.value() != null);
    return found[0];
  }

  private static boolean isFailure(String name) {
    return Stream.of("failed", "failure", "exceptional", "exception")
        .anyMatch(name.toLowerCase(Locale.ROOT)::contains);
  }

  private static boolean mayFailLater(Expression value, Method method, Analysis analysis) {
    if (!Futures.isFuture(value.type(), analysis.program())) {
      return false;
    }
    var tasks = analysis.tasks();
    Stream<Origin> origins =
        value instanceof Expression.Local local
            ? tasks.origins().of(local.variable()).stream()
            : Stream.of(new Origin(value, method));
    return origins.anyMatch(origin ->
        origin.value() instanceof Call call
            && tasks.losses().of(call, origin.method()).isPresent());
  }

  private Finding finding(Return returned, Catch handler, Method method) {
    return Found.by(this, method, returned.at())
        .says("the catch never sees the failure of this future")
        .because("the try is over when the future is returned; it fails later")
        .marks(returned.at(), "returned while it runs", 1)
        .marks(handler.at(), "only sees what fails before", 2)
        .advises("join within the try, or move the handler to the future: exceptionally(e -> …)")
        .confidence(Confidence.LIKELY)
        .finding();
  }
}
