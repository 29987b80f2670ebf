package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * Where the caller of a verb waits for its group: for the end of all members, or for any change.
 * Guarded by the group's lock, like everything it looks at. Nobody is woken under it: who is woken
 * wants it at once.
 */
final class CallerWait {
  private final TaskGroup group;
  private @Nullable Wait wait;
  private boolean forAny;
  private int changes;

  CallerWait(TaskGroup group) {
    this.group = group;
  }

  /** How often a member has ended, or {@link #poke} was called. */
  int changes() {
    synchronized (group) {
      return changes;
    }
  }

  /**
   * Waits until {@link #changes} is more than {@code seen}, the group is over, or {@code until} has
   * come.
   */
  void awaitChange(int seen, WaitReason reason, long until) {
    while (true) {
      Wait change;
      synchronized (group) {
        over();
        if (changes > seen || group.cancelled() != null) {
          return;
        }
        change = forChange(reason, until);
      }
      switch (await(change)) {
        case RELEASED -> {}
        case INTERRUPTED -> Thread.currentThread().interrupt();
        case TIMED_OUT -> {
          return;
        }
      }
    }
  }

  private Wait forChange(WaitReason reason, long until) {
    TaskNode body = TaskNode.current();
    forAny = true;
    Wait fresh = new Wait(body == null ? group.owner() : body, reason, group, until);
    wait = fresh;
    return fresh;
  }

  /** A wait until no member is left. The lock is held. */
  Wait forEnd(long until) {
    forAny = false;
    Wait fresh = new Wait(group.owner(), WaitReason.JOIN, group, until);
    wait = fresh;
    return fresh;
  }

  /** Awaits one of these; an interrupt that ends it cancels the group. */
  WaitEnd await(Wait its) {
    WaitEnd end = its.await();
    if (end == WaitEnd.INTERRUPTED) {
      Cancel why = group.owner().cancelled();
      group.cancel(why == null ? Cancel.INTERRUPTED : why);
    }
    return end;
  }

  /** The last wait is over. The lock is held. */
  void over() {
    wait = null;
  }

  /**
   * Something has changed. The lock is held.
   *
   * @param ended whether no member is left
   * @return the wait to {@link #release}, if there is one
   */
  @Nullable Wait changed(boolean ended) {
    changes++;
    return forAny || ended ? wait : null;
  }

  /** Wakes the caller from {@link #awaitChange}, because of {@code by}. */
  void poke(TaskNode by) {
    Wait released;
    synchronized (group) {
      released = changed(false);
    }
    release(released, by);
  }

  /** Wakes the caller, whatever it waits for. */
  void wake(@Nullable TaskNode by) {
    Wait released;
    synchronized (group) {
      released = wait;
    }
    release(released, by);
  }

  /** Ends a wait, if there is one. */
  static void release(@Nullable Wait wait, @Nullable TaskNode by) {
    if (wait != null) {
      wait.release(by);
    }
  }
}
