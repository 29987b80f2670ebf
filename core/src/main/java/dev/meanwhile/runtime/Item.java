package dev.meanwhile.runtime;

import dev.meanwhile.Outcome;
import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/**
 * One element of a map as a task of its own, made only where somebody watches. It runs on its
 * worker's thread, and is cancelled with it.
 */
final class Item extends TaskNode {
  private final Worker worker;
  private final String name;
  private final long id;

  private Item(Worker worker, long index) {
    super(worker, worker.settings());
    this.worker = worker;
    this.name = worker.group().verb() + "[" + index + "]";
    this.id = run().nextId();
    worker.isKnownAs(id);
  }

  static Item begin(Worker worker, long index) {
    Item item = new Item(worker, index);
    Events.taskCreated(item, worker.group(), item.name, index, null);
    Events.taskStarted(item);
    enter(item);
    worker.open(item);
    return item;
  }

  void end(@Nullable Object value, @Nullable Throwable thrown) {
    over();
    worker.open(null);
    enter(worker);
    Throwable failure = value instanceof Outcome.Failure<?>(Throwable settled) ? settled : thrown;
    Events.taskEnded(this, ending(failure), failure);
  }

  private Ending ending(@Nullable Throwable failure) {
    Cancel why = worker.cancelled();
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
    return worker.path();
  }

  @Override
  @Nullable Thread thread() {
    return worker.thread();
  }

  @Override
  Doorbell bell() {
    return worker.bell();
  }

  @Override
  void ring() {
    // The worker has been rung for already.
  }
}
