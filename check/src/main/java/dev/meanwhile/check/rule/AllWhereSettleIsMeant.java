package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.tasks.Futures;
import dev.meanwhile.check.tasks.Uses;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One part that could be missing fails all others. */
public final class AllWhereSettleIsMeant implements Rule {
  /** What a page can do without. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "recommendation",
          "recommendations",
          "recommended",
          "related",
          "suggestion",
          "suggestions",
          "similar",
          "ad",
          "ads",
          "banner",
          "banners",
          "promo",
          "promotions",
          "badge",
          "badges",
          "trending",
          "hints",
          "optional",
          "teaser",
          "teasers");

  @Override
  public String id() {
    return "all-where-settle-is-meant";
  }

  @Override
  public String title() {
    return "One optional part fails all";
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    List<Call> calls = method.all(Call.class);
    for (Call call : calls) {
      if (isAll(call) && calls.stream().noneMatch(last -> handlesFailure(last, call))) {
        check(call, method, analysis, sink);
      }
    }
  }

  /** Whether a call is the end of a chain with {@code all} that looks at failures. */
  private static boolean handlesFailure(Call last, Call all) {
    List<Call> chain = Chains.calls(last);
    return chain.stream().anyMatch(step -> step == all)
        && chain.stream().anyMatch(Futures::handlesFailure);
  }

  private static boolean isAll(Call call) {
    return call.methodName().equals("allOf")
        && call.method().ownerName().equals("CompletableFuture")
        && call.arguments().size() > 1;
  }

  private void check(Call all, Method method, Analysis analysis, Consumer<Finding> sink) {
    for (Expression part : all.arguments()) {
      if (part instanceof Local local
          && isOptional(local.variable().name())
          && !isHandled(local, method, analysis)) {
        sink.accept(
            Found.by(this, method, all.at())
                .says("if " + local.variable().name() + " fails, everything fails")
                .because("allOf fails with the first of its parts")
                .because("its name says that this part could be missing")
                .marks(part.at(), "could be missing", 1)
                .advises("give this part a value for its failure, or settle: settle(() -> …, …)")
                .confidence(Confidence.LIKELY)
                .finding());
        return;
      }
    }
  }

  private static boolean isOptional(String name) {
    return Verbs.words(name).stream().anyMatch(OPTIONAL::contains);
  }

  private static boolean isHandled(Local part, Method method, Analysis analysis) {
    boolean fromStart =
        analysis.tasks().origins().of(part.variable()).stream()
            .flatMap(origin -> Chains.calls(origin.value()).stream())
            .anyMatch(AllWhereSettleIsMeant::replacesFailure);
    return fromStart
        || Uses.of(part.variable(), method.body().orElseThrow()).stream()
            .anyMatch(user -> user instanceof Call call && replacesFailure(call));
  }

  private static boolean replacesFailure(Call step) {
    return Futures.handlesFailure(step) || step.methodName().equals("isCompletedExceptionally");
  }
}
