package dev.meanwhile.benchmarks.tracing;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.time.Duration;
import jdk.jfr.Recording;

@Contender(value = "the Flight Recorder", role = Role.REFERENCE)
final class FlightRecorded extends WatchedTasks {
  @Override
  protected AutoCloseable watch() {
    var recording = new Recording();
    recording.enable("dev.meanwhile.Task").withThreshold(Duration.ZERO);
    recording.enable("dev.meanwhile.Wait").withThreshold(Duration.ZERO).withoutStackTrace();
    recording.start();
    return recording;
  }
}
