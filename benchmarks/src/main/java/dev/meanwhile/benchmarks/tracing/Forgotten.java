package dev.meanwhile.benchmarks.tracing;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.observe.Observer;

@Contender(value = "an observer that forgets", role = Role.REFERENCE)
final class Forgotten extends WatchedTasks {
  @Override
  protected AutoCloseable watch() {
    Observer forgets = _ -> {};
    return forgets.install();
  }
}
