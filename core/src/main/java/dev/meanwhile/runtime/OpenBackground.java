package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.Background.Status;
import dev.meanwhile.FailureHandler;
import dev.meanwhile.Grace;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.TaskTrace;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.runtime.Roster.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A background: a run of its own, whose first task is parked for ever, and one group, whose tasks
 * come from any thread.
 */
public final class OpenBackground {
  private static final StackTraceElement[] NOBODY_AWAITS = {};

  private final TaskGroup group;
  private final @Nullable Demand limit;
  private final long drainNanos;
  private final FailureHandler handler;
  private final Roster roster;
  private final @Nullable StackTraceElement site = Site.here();

  private OpenBackground(
      TaskGroup group, @Nullable Demand limit, Duration drain, FailureHandler handler) {
    this.group = group;
    this.limit = limit;
    this.drainNanos = Durations.nanos(drain);
    this.handler = handler;
    this.roster = new Roster(group.run());
  }

  /** Opens one, on the clock of the run that the calling thread is part of. */
  public static OpenBackground open(
      String name, @Nullable Demand limit, Duration drain, Grace grace, FailureHandler handler) {
    Root root = new BackgroundRoot(name, Ambient.settings());
    root.begin();
    TaskGroup group = TaskGroup.of(root, "background", Rule.APART);
    Settings settings =
        limit == null ? group.settings() : Permits.entered(limit, group, Site.here());
    group.settings(settings.withGrace(Durations.nanos(grace.duration())));
    root.run().park(true);
    var background = new OpenBackground(group, limit, drain, handler);
    Census.add(background);
    return background;
  }

  TaskGroup group() {
    return group;
  }

  FailureHandler handler() {
    return handler;
  }

  /** Starts a task. */
  public void run(String name, Action<?> action) {
    var task = new BackgroundTask(this, null, name, action);
    roster.add(task);
    launch(task);
  }

  /** Starts a task, and tells a future how it ends. */
  public <T extends @Nullable Object> CompletableFuture<T> future(
      String name, Task<? extends T, ?> work) {
    var promise = new Promise<T>();
    var task = new BackgroundTask(this, name, work, promise);
    roster.add(task);
    launch(task);
    return promise.future(task);
  }

  /** Starts a task in the place of those with its key. */
  public void replace(Object key, String name, Action<?> action) {
    var task = new BackgroundTask(this, key, name, action);
    BackgroundTask before = roster.addNext(key, task);
    if (before == null) {
      launch(task);
    } else {
      before.stop(Cancel.ASKED);
    }
  }

  /** Starts a task after the one with its key that runs. */
  public void runNext(Object key, String name, Action<?> action) {
    var task = new BackgroundTask(this, key, name, action);
    if (roster.addNext(key, task) == null) {
      launch(task);
    }
  }

  /** Starts a task, unless there is another with its key. */
  public boolean runIfAbsent(Object key, String name, Action<?> action) {
    var task = new BackgroundTask(this, key, name, action);
    Entry entry = roster.addIfAbsent(key, task);
    if (entry == Entry.STARTS) {
      launch(task);
    }
    return entry != Entry.REFUSED;
  }

  private void launch(BackgroundTask task) {
    group.launch(task, limit);
  }

  /** Stops those with that key; says whether there were any that had not been told. */
  public boolean cancel(Object key) {
    boolean dropped = roster.drop(key);
    BackgroundTask current = roster.current(key);
    if (current == null || current.cancelled() != null) {
      return dropped;
    }
    current.stop(Cancel.ASKED);
    return true;
  }

  /** The tasks that have not ended. */
  public List<Status> tasks() {
    return roster.tasks().stream().map(BackgroundTask::status).toList();
  }

  /** The group counts {@code member} no longer; its run still does. */
  void hasLeft(Member member) {
    BackgroundTask next = roster.remove(member);
    if (next != null) {
      launch(next);
    }
  }

  /** Tells the handler, on the calling thread. */
  void tell(BackgroundTask task, Throwable failure) {
    try {
      markStarted(task, failure);
    } catch (Throwable unmarked) {
      // A failure that cannot even say its cause is told as it is.
    }
    try {
      task.handler().failed(task.name(), failure);
    } catch (Throwable own) {
      reportUncaught(own);
    }
  }

  private static void markStarted(BackgroundTask task, Throwable failure) {
    String started = Objects.toString(task.site(), null);
    Suppression.add(failure, new TaskTrace(task.path(), started, NOBODY_AWAITS));
  }

  private static void reportUncaught(Throwable failure) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    } catch (Throwable ignored) {
      // As the virtual machine does.
    }
  }

  /** Tells the handler, on a thread of its own. */
  void tellApart(BackgroundTask task, Throwable failure) {
    var telling = new Telling(this, task, failure);
    roster.add(telling);
    group.launch(telling, null);
  }

  /** Waits for the tasks, then stops them. */
  public void close() {
    refuseFromInside();
    roster.close();
    boolean interrupted = roster.await(group.owner(), in(drainNanos)) == WaitEnd.INTERRUPTED;
    if (!roster.isQuiet()) {
      stopAll();
      interrupted |= awaitGrace();
    }
    if (roster.end()) {
      end();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void refuseFromInside() {
    TaskNode current = TaskNode.current();
    if (current != null && current.run() == group.run()) {
      throw new Misuse(
          current + " closes " + this + " at " + Site.here() + ": it would wait for itself");
    }
  }

  /** Those whose turn has not come are launched to find that it is too late. */
  private void stopAll() {
    group.cancel(Cancel.CLOSED);
    roster.endTurns().forEach(this::launch);
  }

  /** Returns whether the calling thread was interrupted meanwhile; its flag is clear then. */
  private boolean awaitGrace() {
    long until = in(group.settings().graceNanos());
    boolean interrupted = false;
    while (roster.await(group, until) == WaitEnd.INTERRUPTED) {
      interrupted = true;
    }
    return interrupted;
  }

  /** By the clock of the calling thread, which may be another than that of the tasks. */
  private static long in(long nanos) {
    return Timekeeper.after(Ambient.nanoTime(), nanos);
  }

  private void end() {
    group.listStragglers();
    roster.tasks().forEach(BackgroundTask::tellStillRunning);
    group.finish();
    Census.remove(this);
  }

  @Override
  public String toString() {
    return "the background \"" + group.path() + "\", opened at " + site;
  }
}
