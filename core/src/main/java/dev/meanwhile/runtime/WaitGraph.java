package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom: finds a circle before a task closes it, unless that is a very large one, and
 * describes a run in which nobody is awake.
 */
final class WaitGraph {
  private static final int MOST_LOOKED_AT = 1_000;

  private WaitGraph() {}

  /** Refuses to let {@code reader} wait for {@code target} if the target can only end after it. */
  static void refuseCycle(TaskNode reader, Fork<?, ?> target) {
    if (needs(target, reader)) {
      throw new Misuse(
          reader
              + " would wait for ever for "
              + target
              + startedAt(target)
              + ", which waits for it: at "
              + firstOf(Site.trace())
              + waitingAt(target, reader));
    }
  }

  /** Whether {@code task} can end only after {@code reader} has. */
  static boolean needs(TaskNode task, TaskNode reader) {
    return needs(task, reader, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean needs(TaskNode task, TaskNode reader, Set<TaskNode> seen) {
    if (reader.isWithin(task)) {
      return true;
    }
    if (seen.size() == MOST_LOOKED_AT || !seen.add(task)) {
      return false;
    }
    Wait wait = task.waiting();
    if (wait != null && wait.on() instanceof Fork<?, ?> target && needs(target, reader, seen)) {
      return true;
    }
    return below(task).stream().anyMatch(child -> needs(child, reader, seen));
  }

  private static List<? extends TaskNode> below(TaskNode task) {
    return switch (task.open()) {
      case TaskGroup group -> group.members();
      case TaskNode stretch -> List.of(stretch);
      case null, default -> List.of();
    };
  }

  /** Calls {@code action} for every task of {@code opened} and below that has not ended. */
  static void forEachFork(Cancellable opened, Consumer<Fork<?, ?>> action) {
    List<? extends TaskNode> tasks =
        opened instanceof TaskGroup group ? group.members() : List.of((TaskNode) opened);
    for (TaskNode task : tasks) {
      if (task instanceof Fork<?, ?> fork) {
        action.accept(fork);
      }
      Cancellable below = task.open();
      if (below != null) {
        forEachFork(below, action);
      }
    }
  }

  /** What the code of {@code group} on the calling thread waits for, if not for its own tasks. */
  static @Nullable Wait ofCaller(TaskGroup group) {
    for (Member member : group.members()) {
      if (member instanceof Inline) {
        return ofStretch(member);
      }
    }
    return null;
  }

  private static @Nullable Wait ofStretch(TaskNode stretch) {
    Wait wait = stretch.waiting();
    return switch (stretch.open()) {
      case TaskGroup inner -> ofCaller(inner);
      case TaskNode inner -> ofStretch(inner);
      case null, default -> wait;
    };
  }

  /**
   * The members of {@code group} that have not ended, or the tasks below them that they wait for.
   */
  static List<Member> leaves(TaskGroup group) {
    var leaves = new ArrayList<Member>();
    for (Member member : group.members()) {
      List<Member> below = member.open() instanceof TaskGroup inner ? leaves(inner) : List.of();
      leaves.addAll(below.isEmpty() && !member.isOver() ? List.of(member) : below);
    }
    return leaves;
  }

  /** One line for each task that waits: below {@code root}, and {@code beside} it. */
  static String of(TaskNode root, List<Member> beside) {
    var lines = new ArrayList<String>();
    describe(root, lines);
    beside.forEach(task -> describe(task, lines));
    return "no task of this run can ever go on:" + String.join("", lines);
  }

  private static void describe(TaskNode task, List<String> lines) {
    Wait wait = task.waiting();
    if (wait != null) {
      lines.add(
          "\n  "
              + task
              + " "
              + wait
              + " at "
              + firstOf(Site.withoutOurs(wait.thread().getStackTrace())));
    }
    if (task instanceof Fork<?, ?> fork && fork.lease != null && fork.lease.isWaiting()) {
      lines.add("\n  " + task + " waits: for a permit of " + fork.lease.limits());
    }
    below(task).forEach(child -> describe(child, lines));
  }

  private static String startedAt(Fork<?, ?> fork) {
    StackTraceElement site = fork.site();
    return site == null ? "" : ", started at " + site;
  }

  private static String waitingAt(Fork<?, ?> target, TaskNode reader) {
    Thread thread = target.thread();
    return thread == null || reader.isWithin(target) ? "" : waitingAt(thread);
  }

  /** Where another task waits for {@code cell}. */
  static String waitingAt(Cell cell) {
    Wait wait = cell.waiting();
    return wait == null ? "" : waitingAt(wait.thread());
  }

  private static String waitingAt(Thread other) {
    return "; the other waits at " + firstOf(Site.withoutOurs(other.getStackTrace()));
  }

  private static String firstOf(StackTraceElement[] frames) {
    return frames.length == 0 ? "an unknown place" : frames[0].toString();
  }
}
