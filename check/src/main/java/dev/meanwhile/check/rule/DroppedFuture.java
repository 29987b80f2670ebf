package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.tasks.Drops;
import dev.meanwhile.check.tasks.Drops.Drop;
import dev.meanwhile.check.tasks.Losses.Loss;
import dev.meanwhile.check.tasks.Losses.What;
import java.util.function.Consumer;

/** A task that may fail, and whose failure goes into a future that nobody has. */
public final class DroppedFuture implements Rule {
  @Override
  public String id() {
    return "dropped-future";
  }

  @Override
  public String title() {
    return "A failure that nobody hears of";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    Drops.visit(
        method,
        drop ->
            analysis
                .tasks()
                .losses()
                .of(drop, method)
                .ifPresent(loss -> sink.accept(finding(drop, loss, method))));
  }

  private Finding finding(Drop drop, Loss loss, Method method) {
    boolean isCertain = loss.isSure() && drop.call().method().basis().isSure();
    return Found.by(this, method, drop.call().at())
        .says(message(loss.what()))
        .because(cause(loss, method))
        .because(
            switch (drop.how()) {
              case IGNORED -> "the value that would tell of it is not taken";
              case UNREAD -> "the variable that would tell of it is never asked";
              case STORED -> "what is kept is only there to end it";
            })
        .advises(
            switch (loss.what()) {
              case FAILURE -> "keep the future and join it, or handle: whenComplete((_, e) -> …)";
              case RUNS -> "catch and log everything within the task";
              case ALL -> "return it, or subscribe with a handler for failures";
            })
        .confidence(isCertain ? Confidence.CERTAIN : Confidence.LIKELY)
        .finding();
  }

  private static String message(What what) {
    return switch (what) {
      case FAILURE -> "if this fails, nobody hears of it";
      case RUNS -> "the first failure ends this periodic task for good";
      case ALL -> "this never runs: nobody subscribes to it";
    };
  }

  private static String cause(Loss loss, Method method) {
    if (loss.what() == What.ALL) {
      return "what it returns only describes the work";
    }
    SourceText file = loss.method().file();
    String where = file == method.file() ? "" : " of " + loss.method().owner().simpleName();
    return "line " + file.line(loss.cause().at().start()) + where + " may throw";
  }
}
