package dev.meanwhile.runtime;

import dev.meanwhile.Grace;
import dev.meanwhile.Later;
import dev.meanwhile.Misuse;
import dev.meanwhile.Scope;
import dev.meanwhile.ScopeBody;
import dev.meanwhile.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A scope whose body runs. */
public final class OpenScope implements Scope {
  private final TaskGroup group;

  private OpenScope(TaskGroup group) {
    this.group = group;
  }

  /** Runs {@code body} on the calling thread, then waits for what it started. */
  public static <T extends @Nullable Object, X extends Exception> T call(
      @Nullable String name, @Nullable Grace grace, ScopeBody<T, X> body)
      throws X, InterruptedException {
    var result = new Inline.Holder<T>();
    try (TaskGroup group = TaskGroup.open("scope", name, Rule.FAIL_FAST)) {
      if (grace != null) {
        group.settings(group.settings().withGrace(Durations.nanos(grace.duration())));
      }
      OpenScope scope = new OpenScope(group);
      Inline.run(group, group.settings(), () -> body.run(scope), result);
      group.join();
      return result.value();
    }
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> Later<T, X> start(Task<T, X> task) {
    requireInside(task);
    return group.launch(
        new Fork<>(group, NamedTask.of(task), task, Site.of(WrappedTask.bare(task))), null);
  }

  /** {@code scope} as one of ours. */
  public static OpenScope of(Scope scope) {
    if (Objects.requireNonNull(scope, "scope") instanceof OpenScope open) {
      return open;
    }
    throw new IllegalArgumentException(scope + " is no scope made by Meanwhile.scope");
  }

  /** Starts {@code task} when it has what {@code demand} asks, which it keeps until it ends. */
  public <T extends @Nullable Object, X extends Exception> Later<T, X> start(
      Demand demand, Task<T, X> task) {
    requireInside(task);
    StackTraceElement site = Site.of(WrappedTask.bare(task));
    Settings settings = Permits.entered(demand, group, site);
    return group.launch(new Fork<>(group, settings, NamedTask.of(task), task, site), demand);
  }

  /**
   * Starts {@code task} when its turn in {@code queue} comes; closes the queue when it has ended.
   */
  public <T extends @Nullable Object, X extends Exception> Later<T, X> start(
      KeyedQueues<?>.Queue queue, Task<T, X> task) {
    boolean launched = false;
    try {
      requireInside(task);
      Demand demand = Demand.of(queue.permits());
      StackTraceElement site = Site.of(WrappedTask.bare(task));
      Settings settings = Permits.entered(demand, group, site);
      var later = group.launch(new QueuedFork<>(group, settings, task, site, queue), demand);
      launched = true;
      return later;
    } finally {
      if (!launched) {
        queue.close();
      }
    }
  }

  private void requireInside(Task<?, ?> task) {
    Objects.requireNonNull(task, "task");
    TaskNode starter = TaskNode.current();
    if (starter == null || !starter.isWithin(group.owner())) {
      throw new Misuse(
          "the scope "
              + group
              + " was asked to start a task by "
              + Thread.currentThread()
              + ", which runs none of its tasks, at "
              + Site.here());
    }
  }
}
