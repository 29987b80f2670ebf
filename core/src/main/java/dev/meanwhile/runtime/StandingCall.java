package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A call whose stretch of its task begins only when something needs it. Mostly nothing does, and
 * the call costs one object.
 */
sealed interface StandingCall extends Standing permits CallLease, TimedCall {
  /** Where it was made: in a task, in another such call, or outside of everything. */
  @Nullable Standing outer();

  /** Its stretch, if that has begun. */
  @Nullable TaskNode begun();

  /** Its stretch, which begins now, and with it those around it, unless it has begun. */
  TaskNode begin();
}
