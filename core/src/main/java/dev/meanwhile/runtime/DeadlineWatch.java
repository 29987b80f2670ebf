package dev.meanwhile.runtime;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches one task on its caller's thread: cancels it when the deadline passes, and calls it a
 * straggler when it still runs after the grace. At most one alarm is armed at a time, and none when
 * the task has ended.
 */
final class DeadlineWatch {
  private static final int MOST_NAMES = 20;

  private final TaskGroup group;
  private final ActiveDeadline deadline;
  private final Settings settings;
  private final Timekeeper timekeeper;
  private final AlarmSlot alarm;
  private boolean over;

  DeadlineWatch(TaskGroup group, ActiveDeadline deadline) {
    this.group = group;
    this.deadline = deadline;
    this.timekeeper = group.run().timekeeper();
    this.alarm = new AlarmSlot(timekeeper);
    ActiveDeadline outer = group.settings().deadline();
    boolean nearest =
        deadline.at() != Timekeeper.NEVER && (outer == null || deadline.at() < outer.at());
    this.settings = nearest ? group.settings().withDeadline(deadline) : group.settings();
  }

  <T extends @Nullable Object, X extends Exception> T run(Task<T, X> task)
      throws X, InterruptedException {
    var result = new Inline.Holder<T>();
    try {
      long left = deadline.remainingNanos();
      if (left == 0) {
        pass();
      } else {
        start(left);
        Inline.run(group, settings, task, result);
      }
    } finally {
      disarm();
    }
    group.join();
    return result.value();
  }

  /** Whether it was this deadline that ended the task, or a sleep in it before it began. */
  boolean hasStruck(DeadlineExceeded exceeded) {
    Cancel cancelled = group.cancelled();
    return (cancelled != null && cancelled.deadline() == deadline) || deadline.hasRefused(exceeded);
  }

  private void start(long left) {
    if (settings.deadline() == deadline) {
      Events.deadlineSet(group.owner(), left);
      alarm.arm(deadline.at(), this::pass);
    }
  }

  /** The task does not end in between: it disarms the watch first. */
  private synchronized void pass() {
    if (over) {
      return;
    }
    deadline.passed(running(), WaitGraph.ofCaller(group));
    if (group.tryCancel(Cancel.deadline(deadline))) {
      Events.deadlinePassed(group.owner());
      long from = timekeeper.nanoTime();
      alarm.arm(Timekeeper.after(from, settings.graceNanos()), group::listStragglers);
    }
  }

  private List<String> running() {
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

  private synchronized void disarm() {
    over = true;
    alarm.close();
  }
}
