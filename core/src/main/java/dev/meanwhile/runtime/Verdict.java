package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/**
 * How a group ends: decided by the end of one of its members, or cancelled from outside, whichever
 * is first. It also says how each member ended: whatever ends after that is cancelled. Guarded by
 * the group's lock.
 */
final class Verdict {
  private final Rule rule;
  private final Failures failures = new Failures();
  private @Nullable Member decided;
  private volatile @Nullable Cancel cancelled; // read without the lock, too
  private long reachedAt;

  Verdict(Rule rule) {
    this.rule = rule;
  }

  /** Takes the end of a member; returns the cancel for the others, if that settles the verb. */
  @Nullable Cancel ended(Member member, @Nullable Throwable thrown, Timekeeper time) {
    Cancel why = member.stoppedBy(cancelled);
    Ending byItself = thrown == null ? Ending.OK : Ending.FAILED;
    member.ended(why == null ? byItself : why.ending(), thrown);
    if (rule == Rule.APART) {
      return null;
    }
    if (why != null) {
      failures.addLate(member);
      return null;
    }
    failures.add(member);
    if (!rule.isSettledBy(member)) {
      return null;
    }
    decided = member;
    cancelled = Cancel.by(reasonFor(member), member);
    reachedAt = time.nanoTime();
    return cancelled;
  }

  private static CancelReason reasonFor(Member member) {
    if (member.ending() == Ending.OK) {
      return CancelReason.RACE_WON;
    }
    return member instanceof Inline ? CancelReason.BODY_FAILED : CancelReason.SIBLING_FAILED;
  }

  /** Takes a cancel from outside; false if it comes too late. */
  boolean cancel(Cancel why, long now) {
    if (cancelled != null) {
      return false;
    }
    cancelled = why;
    reachedAt = now;
    return true;
  }

  /** A member ignored its cancel for longer than the grace. */
  void abandon(Member member) {
    failures.addStraggler(member);
  }

  /** What the members were told, or null as long as they run. */
  @Nullable Cancel cancelled() {
    return cancelled;
  }

  /** The member whose end settled the verb, or null. */
  @Nullable Member decided() {
    return decided;
  }

  /** When it was reached; meaningless before. */
  long reachedAt() {
    return reachedAt;
  }

  /** What the verb throws, or null if it returns. */
  @Nullable Throwable thrown() {
    if (decided != null) {
      return decided.ending() == Ending.FAILED ? failures.compose(decided) : null;
    }
    return cancelled == null ? null : failures.compose(cancelled.thrown());
  }

  /** How the verb ends. */
  Ending ending() {
    if (decided != null) {
      return decided.ending();
    }
    if (cancelled != null) {
      return cancelled.ending();
    }
    return rule == Rule.FIRST_SUCCESS ? Ending.FAILED : Ending.OK;
  }
}
