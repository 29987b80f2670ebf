package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a run: what happened, what had to happen before, and how long after that it came. It
 * may take a permit, and then comes as soon as it has it, or give one back.
 */
final class Moment {
  static final Comparator<Moment> AS_RECORDED = Comparator.comparingInt(moment -> moment.number);

  /** Its place in the recording: moments of one time keep their order. */
  final int number;

  /** Whose time it takes to get here. */
  final Line line;

  /** What happened, if an event said so. */
  final @Nullable TaskEvent event;

  final List<Moment> causes;

  /** When it came, as measured, in nanoseconds since the run began. */
  long at;

  /** How long after the latest of its causes. */
  long lag;

  /** Whether its task worked until then, so that a faster task would have come here earlier. */
  boolean isWork;

  /** Whether a change took it out. */
  boolean isGone;

  /** The limit of which it takes a permit. */
  @Nullable LimitKey takes;

  /** What took the permit that it gives back. */
  @Nullable Moment gives;

  Moment(int number, Line line, @Nullable TaskEvent event, long at, List<Moment> causes) {
    this.number = number;
    this.line = line;
    this.event = event;
    this.at = at;
    this.causes = new ArrayList<>(causes);
    this.lag = Math.max(0, at - latest(causes, 0));
  }

  static long latest(List<Moment> moments, long otherwise) {
    return moments.stream().mapToLong(moment -> moment.at).max().orElse(otherwise);
  }

  @Override
  public String toString() {
    return line.name + " at " + at + ": " + event;
  }
}
