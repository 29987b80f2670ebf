package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Attempts;
import dev.meanwhile.check.flow.Attempts.Attempt;
import dev.meanwhile.check.model.Method;
import java.util.function.Consumer;

/** The same request again after a failure, at once or for ever. */
public final class RetryWithoutBackoff implements Rule {
  @Override
  public String id() {
    return "retry-without-backoff";
  }

  @Override
  public String title() {
    return "The same request again after a failure, at once or for ever";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    for (Attempt attempt : Attempts.in(method, analysis.waits())) {
      if (!attempt.hasDelay()) {
        sink.accept(
            finding(attempt, method)
                .says("after a failure " + attempt.request() + " is tried again at once")
                .because("nothing between the attempts waits, and the request is the same")
                .finding());
      } else if (!attempt.hasLimit()) {
        sink.accept(
            finding(attempt, method)
                .says("after a failure " + attempt.request() + " is tried again without an end")
                .because("nothing counts the attempts, looks at the time, or gives up")
                .finding());
      }
    }
  }

  private Found finding(Attempt attempt, Method method) {
    return Found.by(this, method, attempt.at())
        .because("the loop ends when the request succeeds, and goes on when it fails")
        .advises("retry a few times, with growing pauses: attempts(3).backoff(…)")
        .confidence(Confidence.LIKELY);
  }
}
