package dev.meanwhile.benchmarks.tracing;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;
import dev.meanwhile.benchmarks.tracing.Work.Shape;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tasks that do nothing, started on a virtual thread, and somebody who watches them or not. */
public abstract class WatchedTasks extends Trial {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private Callable<Integer> work = () -> 0;
  private AutoCloseable watching = () -> {};
  private int tasks;

  /** Begins to watch all runs of this process. */
  protected abstract AutoCloseable watch();

  /** What is to be done. */
  protected Callable<Integer> work(Shape shape, int count) throws Exception {
    return new Work(shape, count);
  }

  @Override
  protected final void open(Variant variant) throws Exception {
    tasks = variant.number("tasks");
    work = work(variant.is("shape", "map") ? Shape.MAP : Shape.ALL, tasks);
    watching = watch();
  }

  @Override
  public final Object run() throws Exception {
    return callers.submit(work).get();
  }

  @Override
  protected final Object expected() {
    return tasks;
  }

  @Override
  public void close() throws Exception {
    watching.close();
    callers.close();
  }
}
