package dev.meanwhile.resilience;

import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.Timekeeper;
import org.jspecify.annotations.Nullable;

/**
 * The time of something that many runs share, from zero on. Each run brings its clock; where that
 * is another one than before, as in a test on virtual time, time goes on from where it stood.
 * Guarded by the lock of what it belongs to.
 */
final class SharedClock {
  private @Nullable Timekeeper clock;
  private long offset;
  private long last;

  /** Now, for one who may wait: by the clock by which the calling thread does. */
  long now() {
    return read(Ambient.timekeeper());
  }

  /** Now, for one who does not: outside of any run, by the clock that was used before. */
  long peek() {
    Timekeeper ofRun = Ambient.clockOfRun();
    if (ofRun != null || clock == null) {
      return now();
    }
    return read(clock);
  }

  private long read(Timekeeper current) {
    long time = current.nanoTime();
    if (current != clock) {
      clock = current;
      offset = last - time;
    }
    last = Math.max(last, time + offset);
    return last;
  }
}
