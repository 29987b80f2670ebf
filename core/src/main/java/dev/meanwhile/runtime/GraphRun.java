package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link StepGraph}: each step starts the moment that what it reads is there.
 *
 * <p>For each step, the inputs that are missing are counted down. Whoever brings the last one
 * starts the step: a thread that has ended a step starts a thread for each that became ready by it,
 * but for one, with which it goes on itself. So a chain of steps is one thread, and no thread waits
 * for another. A step that needs a permit has a thread of its own: the permit is there before the
 * thread, and goes with it.
 *
 * <p>A result is written before the counts of its readers go down, and read by whoever saw the last
 * of them.
 */
public final class GraphRun {
  private static final int NONE = -1;
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);

  private final StepGraph graph;
  private final TaskGroup group;
  private final @Nullable Object[] results;
  private final int[] missing;
  private final Settings @Nullable [] permitted;
  private final long @Nullable [] ids;
  private final ContextSnapshot context = ContextSnapshot.capture();
  private final Task<@Nullable Void, Exception> work = this::runSteps;

  private GraphRun(StepGraph graph, TaskGroup group, @Nullable Object input) {
    this.graph = graph;
    this.group = group;
    this.results = new @Nullable Object[graph.size()];
    this.results[0] = input;
    this.missing = graph.counts();
    this.permitted = graph.isLimited() ? permitted() : null;
    this.ids = group.settings().observer() == null ? null : new long[graph.size()];
  }

  /**
   * Runs all steps, and gives the result of the graph.
   *
   * @param name what leads the paths of the steps, or null below a task that does
   */
  public static @Nullable Object run(StepGraph graph, @Nullable String name, @Nullable Object input)
      throws InterruptedException {
    try (TaskGroup group = TaskGroup.open("plan", name, Rule.FAIL_FAST)) {
      var run = new GraphRun(graph, group, input);
      for (int source : graph.sources()) {
        run.start(source, false);
      }
      group.join();
      return run.results[graph.result()];
    }
  }

  /** What the steps with permits inherit; refuses all of them before any of them starts. */
  private Settings[] permitted() {
    var settings = new Settings[graph.size()];
    for (int i = 1; i < settings.length; i++) {
      GraphStep step = graph.step(i);
      Demand demand = step.demand();
      settings[i] = demand == null ? group.settings() : Permits.entered(demand, group, step.site());
    }
    return settings;
  }

  /**
   * Counts down for the readers of {@code step}, whose result is there, and starts those that it
   * was the last for, the last of them on the calling thread.
   *
   * @param keeps whether the calling thread can go on with one of them
   * @return the one that it goes on with, or {@link #NONE}
   */
  private int bring(int step, boolean keeps) {
    int kept = NONE;
    for (int reader : graph.readers(step)) {
      int next = (int) COUNT.getAndAdd(missing, reader, -1) == 1 ? start(reader, keeps) : NONE;
      if (next != NONE && kept != NONE) {
        launch(kept, null, null);
      }
      kept = next == NONE ? kept : next;
    }
    return kept;
  }

  /** Starts a step for which nothing is missing; as {@link #bring}. */
  private int start(int step, boolean keeps) {
    GraphStep ready = graph.step(step);
    boolean wanted;
    try {
      wanted = ready.isWanted(results);
    } catch (Throwable failure) {
      launch(step, null, failure);
      return NONE;
    }
    if (!wanted) {
      results[step] = ready.skipped();
      return bring(step, keeps);
    }
    if (keeps && ready.demand() == null) {
      return step;
    }
    launch(step, ready.demand(), null);
    return NONE;
  }

  private void launch(int step, @Nullable Demand demand, @Nullable Throwable hindrance) {
    Settings settings = permitted == null ? group.settings() : permitted[step];
    var runner = new StepRunner(this, group, settings, step);
    if (hindrance != null) {
      runner.isHinderedBy(hindrance);
    }
    note(runner);
    group.launch(runner, demand);
  }

  private void note(StepRunner runner) {
    if (ids != null) {
      ids[runner.step()] = runner.note();
    }
  }

  /** The work of a runner: its step, then one after the other that becomes ready by it. */
  private @Nullable Void runSteps() throws Exception {
    var runner = (StepRunner) TaskNode.running();
    boolean keeps = graph.step(runner.step()).demand() == null;
    int step = runner.step();
    while (true) {
      results[step] = graph.step(step).given(perform(runner, graph.step(step)));
      step = runner.cancelled() == null ? bring(step, keeps) : NONE;
      if (step == NONE) {
        return null;
      }
      runner.checkCancelled();
      runner.goesOnWith(step);
      note(runner);
    }
  }

  private @Nullable Object perform(StepRunner runner, GraphStep step) throws Exception {
    Item item = runner.item();
    Throwable hindrance = runner.hindrance();
    if (hindrance != null) {
      return hindered(step, item, hindrance);
    }
    Demand demand = step.demand();
    return runner.perform(
        item,
        demand == null ? null : Timing.begin(demand, runner),
        () -> {
          if (item != null) {
            tellReads(item, runner.step());
          }
          return step.run(results);
        });
  }

  private static @Nullable Object hindered(GraphStep step, @Nullable Item item, Throwable failure)
      throws Exception {
    Object result =
        step.resultOf(() -> {
          throw Thrown.as(failure);
        });
    if (item != null) {
      item.finish(Ending.FAILED, failure);
    }
    return result;
  }

  private void tellReads(Item item, int step) {
    for (int read : graph.reads(step)) {
      if (ids != null && ids[read] != 0) {
        Events.valueRead(item, ids[read]);
      }
    }
  }

  /** What each of its threads does. */
  Task<@Nullable Void, Exception> work() {
    return work;
  }

  ContextSnapshot context() {
    return context;
  }

  GraphStep step(int number) {
    return graph.step(number);
  }

  String path(int step) {
    return graph.path(group.path(), step);
  }
}
