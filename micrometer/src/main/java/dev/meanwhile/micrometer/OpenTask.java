package dev.meanwhile.micrometer;

import dev.meanwhile.observe.TaskEvent.WaitBegan;
import org.jspecify.annotations.Nullable;

/** A task that has not ended. Times are in nanoseconds since its run began. */
final class OpenTask {
  private static final long NOT_YET = -1;

  private final String name;
  private final long created;
  private volatile long started = NOT_YET;
  private volatile boolean queued;
  private volatile @Nullable WaitBegan wait;

  OpenTask(String name, long created) {
    this.name = name;
    this.created = created;
  }

  String name() {
    return name;
  }

  long created() {
    return created;
  }

  void start(long at) {
    started = at;
  }

  long started() {
    return started;
  }

  boolean hasStarted() {
    return started != NOT_YET;
  }

  /** It stands in the queue of a limit. */
  void queue() {
    queued |= !hasStarted();
  }

  boolean wasQueued() {
    return queued;
  }

  void waits(WaitBegan event) {
    wait = event;
  }

  /** The wait that has ended, or null if its beginning was not seen. */
  @Nullable WaitBegan hasWaited(long id) {
    WaitBegan began = wait;
    return began != null && began.waitId() == id ? began : null;
  }
}
