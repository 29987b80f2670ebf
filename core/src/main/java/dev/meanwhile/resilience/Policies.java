package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.DiscardingTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several policies as one, the outermost first. */
record Policies(List<Policy> outermostFirst) implements Policy {
  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    Task<T, X> wrapped = requireNonNull(task, "task");
    for (Policy policy : outermostFirst.reversed()) {
      Task<T, X> inner = wrapped;
      wrapped = DiscardingTask.like(task, () -> policy.call(inner));
    }
    return wrapped.run();
  }

  @Override
  public String toString() {
    return outermostFirst.stream().map(Policy::toString).collect(joining(" > "));
  }
}
