package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link StepGraph}: each step starts the moment that what it reads is there.
 *
 * <p>For each step, the inputs that are missing are counted down. Whoever brings the last one makes
 * the step ready: a thread that has ended a step goes on with one that became ready by it, and
 * leaves the others in {@link ReadySteps}, for threads that are started or for those that have
 * nothing else to do. So a chain of steps is one thread, as many steps as can be done at a time are
 * that many, and no thread waits for another. A step that needs a permit has a thread of its own:
 * the permit is there before the thread, and goes with it.
 *
 * <p>A result is written before the counts of its readers go down, and read by whoever saw the last
 * of them.
 */
public final class GraphRun {
  private static final int NONE = ReadySteps.NONE;
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);

  private final StepGraph graph;
  private final TaskGroup group;
  private final @Nullable Object[] results;
  private final int[] missing;
  private final ReadySteps ready;
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
    this.ready = new ReadySteps(graph.size());
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
      run.begin();
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

  private void begin() {
    for (int source : graph.sources()) {
      leave(start(source));
    }
  }

  /** Leaves a step to other threads; they come while the calling one looks for more. */
  private void leave(int step) {
    if (step != NONE) {
      ready.add(step);
      callThreads(ready.lacking());
    }
  }

  private void callThreads(int count) {
    for (int i = 0; i < count; i++) {
      group.launch(new StepRunner(this, group), null);
    }
  }

  /**
   * Counts down for the readers of {@code step}, whose result is there, and leaves those that it
   * was the last for, all but the first of them.
   *
   * @return the first of them, or {@link #NONE}
   */
  private int bring(int step) {
    int kept = NONE;
    for (int reader : graph.readers(step)) {
      int next = (int) COUNT.getAndAdd(missing, reader, -1) == 1 ? start(reader) : NONE;
      if (kept == NONE) {
        kept = next;
      } else {
        leave(next);
      }
    }
    return kept;
  }

  /** Starts a step for which nothing is missing, or gives one that any thread can go on with. */
  private int start(int step) {
    GraphStep its = graph.step(step);
    boolean wanted;
    try {
      wanted = its.isWanted(results);
    } catch (Throwable failure) {
      launch(step, null, failure);
      return NONE;
    }
    if (!wanted) {
      results[step] = its.skipped();
      return bring(step);
    }
    if (its.demand() == null) {
      return step;
    }
    launch(step, its.demand(), null);
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

  /** The work of a runner: a step of its own, or one after the other. */
  private @Nullable Void runSteps() throws Exception {
    var runner = (StepRunner) TaskNode.running();
    if (runner.step() == NONE) {
      takeSteps(runner);
    } else {
      leave(run(runner));
    }
    return null;
  }

  private void takeSteps(StepRunner runner) throws Exception {
    int step = ready.takeFirst();
    callThreads(ready.lackingMore());
    while (step != NONE) {
      runner.goesOnWith(step);
      note(runner);
      step = next(runner, run(runner));
    }
  }

  /** What {@code runner} goes on with: what became ready by it, or what others left. */
  private int next(StepRunner runner, int brought) throws InterruptedException {
    if (brought != NONE) {
      runner.checkCancelled();
      return brought;
    }
    Thread.interrupted(); // others are not to hear what the last step left; a cancel is seen below
    if (runner.cancelled() != null) {
      return NONE;
    }
    int step = ready.take();
    callThreads(ready.lacking());
    return step;
  }

  /** Runs the step that {@code runner} has taken, and gives one that became ready by it. */
  private int run(StepRunner runner) throws Exception {
    int step = runner.step();
    results[step] = graph.step(step).given(perform(runner, graph.step(step)));
    return runner.cancelled() == null ? bring(step) : NONE;
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
