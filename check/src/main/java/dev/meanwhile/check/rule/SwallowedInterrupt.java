package dev.meanwhile.check.rule;

import static dev.meanwhile.check.rule.RestoredFlag.RESTORE;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Handler;
import dev.meanwhile.check.flow.Interruptible;
import dev.meanwhile.check.flow.Outline;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Statement.Try;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** An interrupt that is caught, and nobody hears of it. */
public final class SwallowedInterrupt implements Rule {
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
    List<Try> attempts =
        method.all(Try.class).stream()
            .filter(each -> each.catches().stream().anyMatch(Interruptible::isFor))
            .toList();
    if (attempts.isEmpty() || method.name().toLowerCase(Locale.ROOT).contains("uninterrupt")) {
      return;
    }
    Statement.Block body = method.body().orElseThrow();
    var outline = new Outline(body);
    var interruptible = new Interruptible(body, outline, analysis.program());
    for (Try attempt : attempts) {
      for (Catch caught : attempt.catches()) {
        var handler = new Handler(method, outline, attempt, caught);
        judge(handler, interruptible, analysis.program(), sink);
      }
    }
  }

  private void judge(
      Handler handler, Interruptible interruptible, Program program, Consumer<Finding> sink) {
    if (Interruptible.isNamedBy(handler.caught())) {
      if (!handler.isHeard(program)) {
        boolean isMeant =
            interruptible.isOnlyOfComplete(handler.attempt())
                || Interruptible.isEndlessWait(handler.attempt());
        sink.accept(named(handler, isMeant));
      }
      return;
    }
    interruptible
        .within(handler.attempt(), handler.caught())
        .filter(_ -> !handler.isHeard(program))
        .ifPresent(call -> sink.accept(general(handler, call)));
  }

  private Finding named(Handler handler, boolean isMeant) {
    var found =
        found(handler)
            .says(
                handler.throwsOther()
                    ? "the interrupt becomes another exception, and the thread forgets it"
                    : "the interrupt is caught, and nobody hears of it")
            .because("it is not thrown on, the flag is not set again, nothing is returned for it")
            .advises("begin the catch with " + RESTORE + " or let InterruptedException out")
            .confidence(
                isMeant || handler.isLoopOfFlag() ? Confidence.POSSIBLE : Confidence.CERTAIN);
    if (handler.caught().types().size() == 1 && !handler.goesOnInLoop()) {
      found.fixedBy(RestoredFlag.of(handler.caught(), handler.method().file()));
    }
    return found.finding();
  }

  /** A handler for everything, around a call that an interrupt ends. */
  private Finding general(Handler handler, Call call) {
    boolean isPossible = handler.throwsOther() || handler.isLoopOfFlag();
    return found(handler)
        .says(
            "an interrupt of " + call.method() + " is caught with all else, and nobody hears of it")
        .because("it is not thrown on, the flag is not set again, nothing is returned for it")
        .marks(call.at(), call.method().toString(), 0)
        .advises("catch InterruptedException before it, with " + RESTORE + " or let it out")
        .confidence(isPossible ? Confidence.POSSIBLE : Confidence.LIKELY)
        .finding();
  }

  private Found found(Handler handler) {
    return Found.by(this, handler.method(), heading(handler.caught(), handler.method().file()));
  }

  /** {@code catch (InterruptedException e)}. */
  private static Span heading(Catch caught, SourceText file) {
    int start = caught.at().start();
    return new Span(
        start, Math.max(start + 1, file.text().lastIndexOf(')', caught.body().at().start()) + 1));
  }
}
