package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;

@Contender(value = "Meanwhile, limit of one", role = Role.OURS, only = "kind=limit")
final class WithLimit extends TasksInTurn {
  private final Limit limit = Limit.atMost(1);

  @Override
  protected void countUnderLock() throws InterruptedException {
    limit.call(Task.of(this::countOn));
  }
}
