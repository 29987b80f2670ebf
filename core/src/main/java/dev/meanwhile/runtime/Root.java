package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.Ending;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The first task of a run: the thread that called a verb from outside any task. Nobody cancels it
 * but its own run, when it stalls.
 */
final class Root extends TaskNode {
  private final String name;
  private final Thread thread = Thread.currentThread();
  private final long id;

  private final boolean named;

  private Root(String name, boolean named, Settings settings) {
    super(null, settings);
    this.name = name;
    this.named = named;
    this.id = run().nextId();
  }

  /** Begins a run on real time; {@code name} is null for a verb that was given none. */
  static Root begin(String verb, @Nullable String name) {
    Settings settings =
        Settings.root(SystemTimekeeper.INSTANCE, () -> ThreadLocalRandom.current().nextLong());
    return begin(new Root(name == null ? verb : name, name != null, settings));
  }

  /** Begins a named run. */
  static Root begin(String name, Settings settings) {
    return begin(new Root(name, true, settings));
  }

  private static Root begin(Root root) {
    root.run().begin(root);
    Events.runBegan(root, root.name);
    return root;
  }

  void end(Ending ending) {
    Events.runEnded(this, ending);
    run().end();
  }

  @Override
  long id() {
    return id;
  }

  @Override
  String path() {
    return named ? name : "";
  }

  @Override
  Thread thread() {
    return thread;
  }

  @Override
  void ring() {
    // Only its own run cancels it, when all its tasks are parked; their waits are ended one by one.
  }
}
