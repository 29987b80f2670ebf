package dev.meanwhile.cli.demo;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One variant of one shape, as it went.
 *
 * @param failure what it threw, if it threw
 */
record DemoRun(
    Shape shape,
    Variant variant,
    RunTrace trace,
    Timeline timeline,
    Duration wall,
    Traffic.Counts traffic,
    @Nullable Exception failure) {

  long ok() {
    return timeline.count(Ending.OK);
  }

  /** Calls that failed, or that nobody was ready to wait for any longer. */
  long failed() {
    return timeline.count(Ending.FAILED) + timeline.count(Ending.TIMED_OUT);
  }

  long cancelled() {
    return timeline.count(Ending.CANCELLED);
  }

  /** The name of its trace, without the ending. */
  String title() {
    return shape.name() + "-" + variant.name();
  }
}
