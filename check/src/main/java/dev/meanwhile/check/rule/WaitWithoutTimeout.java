package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.OpenWaits;
import dev.meanwhile.check.flow.OpenWaits.OpenWait;
import dev.meanwhile.check.model.Method;
import java.util.function.Consumer;

/** A wait for something remote that nothing ends if the other side never answers. */
public final class WaitWithoutTimeout implements Rule {
  @Override
  public String id() {
    return "wait-without-timeout";
  }

  @Override
  public String title() {
    return "A wait for something remote without a limit of time";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    OpenWaits.in(method, analysis.program(), analysis.waits(), analysis.tasks().origins())
        .forEach(wait -> sink.accept(finding(wait, method)));
  }

  private Finding finding(OpenWait wait, Method method) {
    Finding finding =
        Found.by(this, method, wait.at())
            .says(wait.call() + " waits for ever if no answer comes")
            .because("it waits for " + wait.source())
            .because("no limit is set on it, on the request, or around it")
            .advises(wait.advice())
            .confidence(wait.confidence())
            .finding();
    return wait.confidence() == Confidence.POSSIBLE ? finding.with(Severity.INFO) : finding;
  }
}
