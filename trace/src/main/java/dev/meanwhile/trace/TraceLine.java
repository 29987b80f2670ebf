package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of a trace file. Each names its run, since a file may hold several side by side. */
sealed interface TraceLine {
  /** The number of the run. */
  long run();

  /**
   * What comes before the events of a run; again in each further file that has some of them.
   *
   * @param dropped how many of its events are missing
   */
  record Head(int format, long run, String name, @Nullable Instant began, long dropped)
      implements TraceLine {
    static Head of(RunTrace trace) {
      return new Head(TraceFile.FORMAT, trace.run(), trace.name(), trace.began(), trace.dropped());
    }
  }

  /**
   * Events of a run could not be written.
   *
   * @param dropped how many of its events are missing by now
   */
  record Loss(long run, long dropped) implements TraceLine {}

  /** Something that happened. */
  record Event(TaskEvent event) implements TraceLine {
    @Override
    public long run() {
      return event.run();
    }
  }

  /** What only a later version knows. */
  record Unknown(long run) implements TraceLine {}
}
