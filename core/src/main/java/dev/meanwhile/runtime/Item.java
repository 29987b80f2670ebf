package dev.meanwhile.runtime;

import dev.meanwhile.Outcome;
import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a runner's work as a task of its own, made only where somebody watches. It runs on its
 * runner's thread, and is cancelled with it.
 */
final class Item extends TaskNode {
  private final Runner runner;
  private final long id;
  private boolean finished;

  private Item(Runner runner) {
    super(runner, runner.settings());
    this.runner = runner;
    this.id = run().nextId();
    runner.isKnownAs(id);
  }

  /** The piece that {@code runner} has taken, or null where nobody watches. */
  static @Nullable Item taken(Runner runner) {
    if (runner.settings().observer() == null) {
      return null;
    }
    Item item = new Item(runner);
    Events.taskCreated(item, runner.group(), runner.title(), runner.index(), runner.site());
    runner.open(item);
    return item;
  }

  /** Its code begins, on the calling thread. */
  void start() {
    Events.taskStarted(this);
    enter(this);
  }

  /** Its code has ended. */
  void end(@Nullable Object value, @Nullable Throwable thrown) {
    over();
    enter(runner);
    Throwable failure = value instanceof Outcome.Failure<?>(Throwable settled) ? settled : thrown;
    finish(ending(failure), failure);
  }

  /** It is over, begun or not. */
  void finish(Ending how, @Nullable Throwable failure) {
    finished = true;
    runner.open(null);
    Events.taskEnded(this, how, failure);
  }

  boolean isFinished() {
    return finished;
  }

  private Ending ending(@Nullable Throwable failure) {
    Cancel why = runner.cancelled();
    if (why != null) {
      return why.ending();
    }
    return failure == null ? Ending.OK : Ending.FAILED;
  }

  @Override
  long id() {
    return id;
  }

  @Override
  String path() {
    return runner.path();
  }

  @Override
  @Nullable Thread thread() {
    return runner.thread();
  }

  @Override
  Doorbell bell() {
    return runner.bell();
  }

  @Override
  void ring() {
    // The runner has been rung for already.
  }
}
