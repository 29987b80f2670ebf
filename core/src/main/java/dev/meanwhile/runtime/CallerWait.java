package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * Where the caller of a verb waits for its group: for the end of all members, or for any change.
 * Guarded by the group's lock, like everything it looks at.
 */
final class CallerWait {
  private final TaskGroup group;
  private @Nullable Wait wait;
  private boolean forAny;
  private int changes;

  CallerWait(TaskGroup group) {
    this.group = group;
  }

  /** How often something has changed. */
  int changes() {
    return changes;
  }

  /** A wait until no member is left. */
  Wait forEnd(long until) {
    forAny = false;
    Wait fresh = new Wait(group.owner(), WaitReason.JOIN, group, until);
    wait = fresh;
    return fresh;
  }

  /** A wait of the code on the calling thread, until something changes. */
  Wait forChange(WaitReason reason, long until) {
    TaskNode body = TaskNode.current();
    forAny = true;
    Wait fresh = new Wait(body == null ? group.owner() : body, reason, group, until);
    wait = fresh;
    return fresh;
  }

  /** The wait is over. */
  void over() {
    wait = null;
  }

  /**
   * Something has changed; {@code ended} if no member is left.
   *
   * @return the wait that this ends, if there is one
   */
  @Nullable Wait changed(boolean ended) {
    changes++;
    return forAny || ended ? wait : null;
  }

  /** The wait of the caller, if it waits. */
  @Nullable Wait current() {
    return wait;
  }
}
