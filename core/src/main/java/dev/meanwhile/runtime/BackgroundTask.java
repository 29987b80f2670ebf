package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.Background.State;
import dev.meanwhile.Background.Status;
import dev.meanwhile.Cancelled;
import dev.meanwhile.FailureHandler;
import dev.meanwhile.StillRunning;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.runtime.Timekeeper.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task of a background. Whether it failed is decided where it throws: if it was not told to stop
 * before, it tells the handler, as its last act.
 */
final class BackgroundTask extends Fork<@Nullable Void, Exception> {
  private final OpenBackground background;
  private final @Nullable Object key;
  private final @Nullable Promise<?> promise;
  private volatile long since;
  private volatile boolean begun;
  private volatile boolean failed;

  // Guarded by this.
  private @Nullable Alarm alarm;
  private boolean left;

  BackgroundTask(OpenBackground background, @Nullable Object key, String name, Action<?> action) {
    this(background, key, name, action, Site.of(action), null);
  }

  /** One that ends {@code promise}. */
  <T extends @Nullable Object> BackgroundTask(
      OpenBackground background, String name, Task<? extends T, ?> work, Promise<T> promise) {
    this(background, null, name, promise.keeping(work), Site.of(work), promise);
  }

  private BackgroundTask(
      OpenBackground background,
      @Nullable Object key,
      String name,
      Action<?> action,
      @Nullable StackTraceElement site,
      @Nullable Promise<?> promise) {
    Task<@Nullable Void, Exception> task =
        () -> {
          action.run();
          return null;
        };
    super(background.group(), name, task, site);
    this.background = background;
    this.key = key;
    this.promise = promise;
    this.since = now();
  }

  /** Who is told that it failed. */
  FailureHandler handler() {
    return promise == null ? background.handler() : promise;
  }

  @Nullable Object key() {
    return key;
  }

  @Override
  Task<@Nullable Void, Exception> task() {
    return this::work;
  }

  private @Nullable Void work() throws Exception {
    if (group().cancelled() != null) {
      return null; // admitted by the end of one that the close stopped before
    }
    since = now();
    begun = true;
    try {
      return super.task().run();
    } catch (Throwable failure) {
      Thread.interrupted(); // before the look: what rings later is meant for the handler
      failed = !isStopped();
      if (failed) {
        background.tell(this, failure);
      }
      throw failure;
    }
  }

  /** A stall is no order to stop: what the task makes of it is its own. */
  private boolean isStopped() {
    Cancel why = cancelled();
    return why != null && why.reason() != CancelReason.STALLED;
  }

  @Override
  @Nullable Cancel stoppedBy(@Nullable Cancel group) {
    if (failed) {
      return null;
    }
    return isStopped() ? cancelled() : group;
  }

  @Override
  void settle(Ending how, @Nullable Object value, @Nullable Throwable thrown) {
    try {
      Throwable untold = untold(how, thrown);
      if (untold != null) {
        background.tellApart(this, untold);
      }
    } finally {
      super.settle(how, value, thrown);
    }
  }

  /**
   * What the handler must be told of a task that could not tell it: it was accepted, and refused a
   * permit or a thread, or dropped by the close. Who cancels a task by its key knows; a future has
   * to be told in any case.
   */
  private @Nullable Throwable untold(Ending how, @Nullable Throwable thrown) {
    if (how == Ending.FAILED) {
      return failed ? null : thrown;
    }
    if (promise != null) {
      return promise.isOpen() ? new Cancelled(this + " was told to stop") : null;
    }
    Cancel why = cancelled();
    if (how == Ending.OK || begun || (why != null && why.reason() == CancelReason.ASKED)) {
      return null;
    }
    return new Cancelled(this + " had not started when its background was closed");
  }

  /** Tells the handler that the background has left this task behind. */
  void tellStillRunning() {
    if (begun && !failed) {
      background.tell(this, new StillRunning(List.of(path())));
    }
  }

  /**
   * Tells it to stop, unless its failure is being handled already; it is a straggler if it still
   * runs after the grace.
   */
  void stop(Cancel why) {
    if (failed) {
      return;
    }
    long told = now();
    tell(why);
    arm(Timekeeper.after(told, settings().graceNanos()), () -> listStragglers(told));
  }

  private synchronized void arm(long at, Runnable ring) {
    if (!left && alarm == null && at != Timekeeper.NEVER) {
      alarm = run().timekeeper().alarm(at, ring);
      Census.add(alarm);
    }
  }

  private void listStragglers(long told) {
    List<Member> below = open() instanceof TaskGroup inner ? WaitGraph.leaves(inner) : List.of();
    List<Member> all = below.isEmpty() ? List.of(this) : below;
    all.forEach(member -> StragglerList.add(member, told));
  }

  @Override
  void hasLeft() {
    synchronized (this) {
      left = true;
      if (alarm != null) {
        alarm.cancel();
        Census.remove(alarm);
      }
    }
    try {
      background.hasLeft(this);
    } finally {
      super.hasLeft();
    }
  }

  Status status() {
    State running = cancelled() == null ? State.RUNNING : State.STOPPING;
    return new Status(
        name(),
        key,
        begun ? running : State.WAITING,
        Duration.ofNanos(now() - since),
        Objects.toString(site(), null));
  }

  private long now() {
    return run().timekeeper().nanoTime();
  }
}
