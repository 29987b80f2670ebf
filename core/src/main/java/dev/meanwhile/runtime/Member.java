package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.Ending;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A task of a group. How it ended is the group's to say. */
abstract class Member extends TaskNode {
  private final TaskGroup group;
  private Ending ending = Ending.CANCELLED;
  private @Nullable Throwable failure;
  private volatile boolean over;

  // The list of the group, guarded by its lock.
  @Nullable Member older;
  @Nullable Member newer;

  Member(TaskNode parent, Settings settings, TaskGroup group) {
    super(parent, settings);
    this.group = group;
  }

  /** Its place among the tasks of its group, from zero; -1 for the code on the calling thread. */
  abstract long index();

  /** Passes the result on to those who wait for it, and gives back what the task held. */
  abstract void settle(Ending how, @Nullable Object value, @Nullable Throwable thrown);

  /** Tells those who wait for its result that none will come; the task itself goes on. */
  void abandon() {}

  /** Called, last of all, when the group counts it no longer. */
  void hasLeft() {}

  final TaskGroup group() {
    return group;
  }

  /**
   * What it was stopped by at its end, or null if it ended by itself.
   *
   * @param group what all members of the group were told, or null
   */
  @Nullable Cancel stoppedBy(@Nullable Cancel group) {
    return group;
  }

  /** Written once, by the group, under its lock. */
  final void ended(Ending how, @Nullable Throwable thrown) {
    ending = how;
    failure = thrown;
    over = true;
  }

  /** Whether its code has ended; it may still be telling the others. */
  boolean isOver() {
    return over;
  }

  final Ending ending() {
    return ending;
  }

  /** What it threw, whether that made it fail or came after its cancel. */
  final @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Passes a cancel on. The interrupt in it may run code of the user, where it closes a channel;
   * what that throws must not keep the other members from being told.
   */
  final void tell(Cancel why) {
    try {
      cancel(why);
    } catch (Throwable failure) {
      System.getLogger("dev.meanwhile")
          .log(Level.WARNING, "the interrupt of " + this + " failed", failure);
    }
  }
}
