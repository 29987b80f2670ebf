package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One wait of one task. */
final class PastWait {
  final long id;
  final long began;
  final @Nullable WaitReason reason;
  final List<Long> on;
  long ended = TaskHistory.UNKNOWN;
  long releasedBy;

  PastWait(WaitBegan event) {
    this(event.waitId(), event.at(), event.reason(), event.on());
  }

  private PastWait(long id, long began, @Nullable WaitReason reason, List<Long> on) {
    this.id = id;
    this.began = began;
    this.reason = reason;
    this.on = on;
  }

  /** A wait whose beginning was dropped. */
  static PastWait begunBefore(WaitEnded event, long origin) {
    return new PastWait(event.waitId(), origin, null, List.of());
  }

  void end(WaitEnded event) {
    ended = event.at();
    releasedBy = event.end() == WaitEnd.RELEASED ? event.releasedBy() : 0;
  }

  boolean isOver() {
    return ended != TaskHistory.UNKNOWN;
  }

  boolean isOverBy(long at) {
    return isOver() && ended <= at;
  }
}
