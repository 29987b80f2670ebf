package dev.meanwhile.runtime;

import dev.meanwhile.runtime.Timekeeper.Alarm;
import org.jspecify.annotations.Nullable;

/** Holds one armed alarm at most, and none any more when it is closed. */
final class AlarmSlot {
  private final Timekeeper timekeeper;
  private @Nullable Alarm alarm;
  private boolean closed;

  AlarmSlot(Timekeeper timekeeper) {
    this.timekeeper = timekeeper;
  }

  /** Arms an alarm in the place of the one before. */
  synchronized void arm(long at, Runnable ring) {
    if (!closed && at != Timekeeper.NEVER) {
      Alarm armed = timekeeper.alarm(at, ring);
      Census.add(armed);
      replace(armed);
    }
  }

  synchronized void close() {
    closed = true;
    replace(null);
  }

  private void replace(@Nullable Alarm next) {
    Alarm before = alarm;
    alarm = next;
    if (before != null) {
      before.cancel();
      Census.remove(before);
    }
  }
}
