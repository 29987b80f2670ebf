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
    return group.launch(
        new Fork<>(group, NamedTask.of(task), task, Site.of(NamedTask.bare(task))), null);
  }
}
