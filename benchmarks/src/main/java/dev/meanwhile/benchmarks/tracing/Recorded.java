package dev.meanwhile.benchmarks.tracing;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.trace.Recorder;

@Contender(value = "a recorder watches", role = Role.OURS)
final class Recorded extends WatchedTasks {
  @Override
  protected AutoCloseable watch() {
    return new Recorder().install();
  }
}
