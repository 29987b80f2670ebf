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
    Task<T, X> inner = requireNonNull(task, "task");
    for (int i = outermostFirst.size() - 1; i > 0; i--) {
      inner = DiscardingTask.like(task, under(outermostFirst.get(i), inner));
    }
    return outermostFirst.isEmpty() ? task.run() : outermostFirst.getFirst().call(inner);
  }

  private static <T extends @Nullable Object, X extends Exception> Task<T, X> under(
      Policy policy, Task<T, X> task) {
    return () -> policy.call(task);
  }

  @Override
  public String toString() {
    return outermostFirst.stream().map(Policy::toString).collect(joining(" > "));
  }
}
