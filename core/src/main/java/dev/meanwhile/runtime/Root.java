package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/**
 * The first task of a run: the thread that called a verb from outside any task. Nobody cancels it
 * but its own run, when it stalls.
 */
class Root extends TaskNode {
  private final String name;
  private final @Nullable Thread thread;
  private final Doorbell bell;
  private final long id;
  private final boolean named;

  Root(String name, boolean named, @Nullable Thread thread, Settings settings) {
    super(null, settings);
    this.name = name;
    this.named = named;
    this.thread = thread;
    this.bell = Doorbell.of(thread);
    this.id = run().nextId();
  }

  /** Begins a run on real time; {@code name} is null for a verb that was given none. */
  static Root begin(String verb, @Nullable String name) {
    return begin(verb, name, Thread.currentThread(), Ambient.settings());
  }

  private static Root begin(String verb, @Nullable String name, Thread thread, Settings settings) {
    Root root = new Root(name == null ? verb : name, name != null, thread, settings);
    root.begin();
    return root;
  }

  /** The same for {@code thread}, which runs no task. */
  static Root beginOutside(String verb, @Nullable String name, Thread thread) {
    return begin(verb, name, thread, Ambient.settingsOutside());
  }

  /** Begins a named run. */
  static Root begin(String name, Settings settings) {
    Root root = new Root(name, true, Thread.currentThread(), settings);
    root.begin();
    return root;
  }

  /** Begins the run. */
  final void begin() {
    run().begin(this);
    Events.runBegan(this, name);
  }

  final void end(Ending ending) {
    run().closeLoaders();
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
  @Nullable Thread thread() {
    return thread;
  }

  /** Who tells the others counts as awake meanwhile, or the grace could pass before they know. */
  @Override
  public void cancel(Cancel stalled) {
    if (cancelled() == null) {
      run().rise();
      super.cancel(stalled);
      run().batches().forEach(batch -> batch.tell(stalled));
      run().rest();
    }
  }

  @Override
  Doorbell bell() {
    return bell;
  }

  @Override
  void ring() {
    // Only its own run cancels it, when all its tasks are parked; their waits are ended one by one.
  }
}
