package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/**
 * The places of CPU-bound work: as many as there are processors, for the whole process.
 *
 * <p>Work that has a place and asks for one again could wait for itself. On the same thread it goes
 * on as it is; what runs below it, on other threads, takes turns on the place that it has.
 */
public final class Processors {
  private static final PermitQueue ALL =
      new PermitQueue("cpu", Runtime.getRuntime().availableProcessors());

  private Processors() {}

  /** Runs {@code task} on a platform thread, when its turn comes, and waits for it. */
  public static <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    CpuFork<?, ?> outer = CpuFork.around(TaskNode.current());
    if (outer != null && outer.thread() == Thread.currentThread()) {
      Ambient.checkCancelled();
      return task.run();
    }
    try (TaskGroup group = TaskGroup.open("cpu", null, Rule.FAIL_FAST)) {
      PermitQueue places = outer == null ? ALL : outer.place();
      var fork = group.launch(new CpuFork<>(group, task), Demand.of(places));
      group.join();
      return fork.value();
    }
  }
}
