package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/** A thread of a run of a {@link StepGraph}. */
final class StepRunner extends Runner {
  private final GraphRun graph;
  private volatile int step;

  // Of one thread at a time: the one that starts it, or refuses it, then its own.
  private @Nullable Item item;
  private @Nullable Throwable hindrance;

  /** One that takes what is ready. */
  StepRunner(GraphRun graph, TaskGroup group) {
    this(graph, group, group.settings(), ReadySteps.NONE);
  }

  /** One for {@code step} alone. */
  StepRunner(GraphRun graph, TaskGroup group, Settings settings, int step) {
    super(group, settings, graph.work(), graph.context());
    this.graph = graph;
    this.step = step;
  }

  /** The step that it has taken; none before the first. */
  int step() {
    return step;
  }

  /** Takes another step, on its own thread. */
  void goesOnWith(int next) {
    step = next;
    hindrance = null;
    Thread.currentThread().setName(path());
  }

  /** Makes the step known to observers; returns its number there, or 0 where nobody watches. */
  long note() {
    Item taken = Item.taken(this);
    item = taken;
    return taken == null ? 0 : taken.id();
  }

  /** The step as observers know it. */
  @Nullable Item item() {
    return item;
  }

  /** The step fails before it begins. */
  void isHinderedBy(Throwable failure) {
    hindrance = failure;
  }

  /** Why the step fails before it begins, or null. */
  @Nullable Throwable hindrance() {
    return hindrance;
  }

  /** A failure that is an answer must reach its readers, on a thread of their own. */
  @Override
  void refuse(Rejected why) {
    if (graph.step(step).isSettled()) {
      isHinderedBy(why);
      launch();
    } else {
      super.refuse(why);
    }
  }

  @Override
  void settle(Ending how, @Nullable Object value, @Nullable Throwable thrown) {
    try {
      if (item != null && !item.isFinished()) {
        item.finish(how, thrown);
      }
    } finally {
      super.settle(how, value, thrown);
    }
  }

  @Override
  boolean isListed() {
    return true;
  }

  @Override
  long index() {
    return step - 1L;
  }

  @Override
  String title() {
    int its = step;
    return its == ReadySteps.NONE ? group().verb() : graph.step(its).name();
  }

  @Override
  String path() {
    int its = step;
    return its == ReadySteps.NONE ? group().path() : graph.path(its);
  }

  @Override
  @Nullable StackTraceElement site() {
    int its = step;
    return its == ReadySteps.NONE ? null : graph.step(its).site();
  }
}
