package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a background that have not ended, and those who wait for that. Guarded by its own
 * lock, under which nothing of the user's is called but the {@code equals} of keys.
 *
 * <p>While there is no task, the run counts an escape: somebody outside may start one. While there
 * are tasks, it counts none; if nobody is awake then, they have stalled.
 */
final class Roster {
  /** What becomes of a task that wants to enter. */
  enum Entry {
    STARTS,
    WAITS,
    REFUSED
  }

  private final Run run;
  private final Set<Member> members = new LinkedHashSet<>();
  private final Turns turns = new Turns();
  private final List<Wait> closers = new ArrayList<>();
  private boolean closed;
  private boolean over;

  Roster(Run run) {
    this.run = run;
  }

  /** Accepts {@code task}. */
  synchronized void add(BackgroundTask task) {
    refuseIfClosed(task);
    if (members.isEmpty()) {
      run.expectNoMore();
    }
    members.add(task);
  }

  /** Accepts what tells of the failure of a task that is here. */
  synchronized void add(Telling telling) {
    members.add(telling);
  }

  /**
   * Accepts {@code task} as the next with its key; another one that waits is dropped.
   *
   * @return the one whose end it must wait for, or null
   */
  synchronized @Nullable BackgroundTask addNext(Object key, BackgroundTask task) {
    add(task);
    drop(key);
    return turns.enter(key, task);
  }

  /** Accepts {@code task}, unless there is another with its key that was not told to stop. */
  synchronized Entry addIfAbsent(Object key, BackgroundTask task) {
    refuseIfClosed(task);
    if (turns.isTaken(key)) {
      return Entry.REFUSED;
    }
    return addNext(key, task) == null ? Entry.STARTS : Entry.WAITS;
  }

  private void refuseIfClosed(BackgroundTask task) {
    if (closed) {
      throw new Misuse(
          "the background "
              + task.group()
              + " is closed and starts nothing more: \""
              + task.name()
              + "\" at "
              + task.site());
    }
  }

  /** The one with that key whose turn it is. */
  synchronized @Nullable BackgroundTask current(Object key) {
    return turns.current(key);
  }

  /** Drops the one that waits for its turn; says whether there was one. */
  synchronized boolean drop(Object key) {
    BackgroundTask next = turns.removeNext(key);
    return next != null && members.remove(next);
  }

  /** Takes out {@code member}, which has ended; returns the one whose turn it is now, or null. */
  synchronized @Nullable BackgroundTask remove(Member member) {
    members.remove(member);
    if (members.isEmpty()) {
      run.expect();
      releaseClosers();
    }
    return member instanceof BackgroundTask task && task.key() != null
        ? turns.leave(task.key(), task)
        : null;
  }

  /** All tasks, in the order in which they came. */
  synchronized List<BackgroundTask> tasks() {
    return members.stream()
        .filter(BackgroundTask.class::isInstance)
        .map(BackgroundTask.class::cast)
        .toList();
  }

  /** From now on, nothing is accepted. */
  synchronized void close() {
    closed = true;
  }

  /** From now on, nobody has to wait; false if that is so already. */
  synchronized boolean end() {
    boolean first = !over;
    over = true;
    releaseClosers();
    return first;
  }

  /** Takes the turn of all who wait for it; they are still here. */
  synchronized List<BackgroundTask> endTurns() {
    return turns.removeNext();
  }

  /** Whether there is nothing to wait for. */
  synchronized boolean isQuiet() {
    return over || members.isEmpty();
  }

  /** Waits until there is nothing to wait for. The waiting thread is no task of the background. */
  WaitEnd await(Object on, long until) {
    Wait wait;
    synchronized (this) {
      if (isQuiet()) {
        return WaitEnd.RELEASED;
      }
      wait = new Wait(TaskNode.current(), WaitReason.JOIN, on, until);
      closers.add(wait);
    }
    WaitEnd end = wait.await();
    synchronized (this) {
      closers.remove(wait);
    }
    return end;
  }

  private void releaseClosers() {
    closers.forEach(closer -> closer.release(null));
  }
}
