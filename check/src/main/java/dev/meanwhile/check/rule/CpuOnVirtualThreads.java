package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Computation;
import dev.meanwhile.check.flow.VirtualTasks;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Method;
import java.util.function.Consumer;

/** Long computations on virtual threads, which do not give way to others until they wait. */
public final class CpuOnVirtualThreads implements Rule {
  @Override
  public String id() {
    return "cpu-on-virtual-threads";
  }

  @Override
  public String title() {
    return "A long computation on a virtual thread";
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    for (Expression task : VirtualTasks.in(method)) {
      Computation.in(task, analysis.program(), analysis.waits())
          .ifPresent(heavy ->
              sink.accept(
                  Found.by(this, method, task.at())
                      .says("this task computes, on a virtual thread: " + heavy)
                      .because(
                          "a virtual thread keeps its core until it waits, and this never does")
                      .advises(
                          "compute on platform threads, one per core: cpu(() -> …), or a fixed"
                              + " pool")
                      .confidence(Confidence.LIKELY)
                      .finding()));
    }
  }
}
