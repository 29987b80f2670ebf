package dev.meanwhile.runtime;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Timekeeper.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call under a time limit, on its caller's thread: it is told to stop when the deadline passes,
 * and is a straggler when it still runs after the grace.
 *
 * <p>It is its own alarm, and the group with the stretch of its task in it begins only when the
 * code asks for its task, when the deadline passes, or when a cancel has come from around it.
 * Mostly none of these happens. At most one alarm is armed at a time, and none when the call has
 * ended.
 */
final class TimedCall extends AlarmClock.Armed implements StandingCall {
  private static final int MOST_NAMES = 20;

  private final String verb;
  private final Duration limit;
  private final Task<?, ?> task;
  private final @Nullable Standing outer;
  private final Timekeeper timekeeper;
  private final Thread thread = Thread.currentThread();
  private final long from;
  private final long at;
  private final boolean nearest;

  // Written under the lock of this: by the calling thread, or by that of the alarm.
  private volatile @Nullable Inline begun;
  private @Nullable ActiveDeadline deadline;
  private @Nullable Alarm alarm; // of another clock, or for the grace
  private boolean over;

  private TimedCall(
      String verb, Duration limit, Task<?, ?> task, @Nullable Standing outer, Timekeeper clock) {
    this.verb = verb;
    this.limit = limit;
    this.task = task;
    this.outer = outer;
    this.timekeeper = clock;
    this.from = clock.nanoTime();
    this.at = Timekeeper.after(from, Durations.nanos(limit));
    this.nearest = at < deadlineAt(outer);
  }

  /** A call of {@code task} where the calling thread stands. */
  static TimedCall of(String verb, Duration limit, Task<?, ?> task) throws InterruptedException {
    Standing outer = TaskNode.standing();
    TaskNode around = TaskNode.around(outer);
    Ambient.checkCancelled(around);
    boolean watched =
        around == null ? Observation.installedCount() > 0 : around.settings().observer() != null;
    Timekeeper clock = around == null ? SystemTimekeeper.INSTANCE : around.run().timekeeper();
    var call = new TimedCall(verb, limit, task, outer, clock);
    if (watched || NamedTask.of(task) != null) {
      call.begin();
    }
    return call;
  }

  /** When the nearest deadline at {@code standing} passes, or {@link Timekeeper#NEVER}. */
  static long deadlineAt(@Nullable Standing standing) {
    Standing each = standing;
    while (each instanceof StandingCall call) {
      if (call instanceof TimedCall timed && timed.nearest) {
        return timed.at;
      }
      each = call.outer();
    }
    ActiveDeadline deadline = each instanceof TaskNode node ? node.settings().deadline() : null;
    return deadline == null ? Timekeeper.NEVER : deadline.at();
  }

  /** Runs {@code body}, the task that it was made of; not at all if there is no time. */
  @SuppressWarnings("NullAway") // the value is a T where nothing was thrown
  <T extends @Nullable Object, X extends Exception> T run(Task<? extends T, ? extends X> body)
      throws X, InterruptedException {
    T value = null;
    Throwable thrown = null;
    TaskNode.stand(this);
    try {
      if (at == from) {
        ring();
      } else {
        arm();
        value = body.run();
      }
    } catch (Throwable failure) {
      thrown = failure;
    }
    if (!leave()) {
      join(value, thrown);
    } else if (thrown != null) {
      throw Thrown.<X>as(thrown);
    }
    return value;
  }

  private void arm() {
    if (!nearest) {
      return;
    }
    Inline watched = begun;
    if (watched != null) {
      Events.deadlineSet(watched.group().owner(), at - from);
    }
    Census.add(this);
    if (timekeeper instanceof SystemTimekeeper real) {
      real.arm(this, at, from);
    } else {
      alarm = timekeeper.alarm(at, this::ring);
    }
  }

  /**
   * Whether nothing has begun the stretch, and there is nothing to be told to it. Ends the call.
   */
  private boolean leave() {
    TaskNode around = TaskNode.around(outer);
    if (begun != null || (around != null && around.cancelled() != null)) {
      return false;
    }
    boolean left = (alarm == null && (!nearest || disarm())) || close();
    if (left) {
      Census.remove(this);
      TaskNode.stand(outer);
    }
    return left;
  }

  /** The deadline may be passing at this moment: it does so before this, or not any more. */
  private synchronized boolean close() {
    over = begun == null;
    if (over && alarm != null) {
      alarm.cancel();
    }
    return over;
  }

  /** Throws what the call must throw, if so. */
  private void join(@Nullable Object value, @Nullable Throwable thrown)
      throws InterruptedException {
    Inline stretch = begin();
    try (TaskGroup group = stretch.group()) {
      try {
        stretch.end(outer, value, thrown);
      } finally {
        retire();
      }
      group.join();
    }
  }

  private synchronized void retire() {
    over = true;
    Census.remove(this);
    disarm();
    if (alarm != null) {
      alarm.cancel();
    }
  }

  @Override
  public synchronized Inline begin() {
    Inline stretch = begun;
    if (stretch == null) {
      TaskGroup group = open(TaskNode.at(outer));
      deadline = new ActiveDeadline(group.path(), limit, from, at, timekeeper);
      Settings inherited = group.settings();
      Settings settings = nearest ? inherited.withDeadline(deadline) : inherited;
      stretch = Inline.begin(group, settings, task, thread);
      begun = stretch;
    }
    return stretch;
  }

  private TaskGroup open(@Nullable TaskNode around) {
    String name = NamedTask.of(task);
    return around == null
        ? TaskGroup.of(Root.beginOutside(verb, name, thread), verb, Rule.FIRST_SETTLED)
        : TaskGroup.below(around, verb, name, Rule.FIRST_SETTLED);
  }

  /** The deadline passes. The task does not end in between. */
  @Override
  synchronized void ring() {
    if (over) {
      return;
    }
    TaskGroup group = begin().group();
    ActiveDeadline passed = passed(group);
    if (group.tryCancel(Cancel.deadline(passed))) {
      Events.deadlinePassed(group.owner());
      long end = Timekeeper.after(timekeeper.nanoTime(), group.settings().graceNanos());
      if (end != Timekeeper.NEVER) {
        alarm = timekeeper.alarm(end, group::listStragglers);
      }
    }
  }

  private ActiveDeadline passed(TaskGroup group) {
    ActiveDeadline passed = Objects.requireNonNull(deadline);
    passed.passed(running(group), WaitGraph.ofCaller(group));
    return passed;
  }

  private static List<String> running(TaskGroup group) {
    var names = new ArrayList<String>();
    WaitGraph.forEachFork(
        group,
        fork -> {
          if (names.size() < MOST_NAMES && fork.thread() != null && fork.isListed()) {
            names.add(fork.path());
          }
        });
    return names;
  }

  /** Whether it was this deadline that ended the task, or a sleep in it before it began. */
  boolean hasStruck(DeadlineExceeded exceeded) {
    Inline stretch = begun;
    ActiveDeadline own = deadline;
    if (stretch == null || own == null) {
      return false;
    }
    Cancel cancelled = stretch.group().cancelled();
    return (cancelled != null && cancelled.deadline() == own) || own.hasRefused(exceeded);
  }

  @Override
  public @Nullable TaskNode begun() {
    return begun;
  }

  @Override
  public @Nullable Standing outer() {
    return outer;
  }

  @Override
  public String toString() {
    return verb + " " + Durations.text(limit) + " on " + thread;
  }
}
