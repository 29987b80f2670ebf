package dev.meanwhile.benchmarks.tracing;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;

@Contender(value = "nobody watches", role = Role.FLOOR)
final class Unwatched extends WatchedTasks {
  @Override
  protected AutoCloseable watch() {
    return () -> {};
  }
}
