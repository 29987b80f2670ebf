package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.Mutex;
import dev.meanwhile.Task;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;

@Contender(value = "Meanwhile, mutex", role = Role.OURS, only = "kind=mutex")
final class WithMutex extends TasksInTurn {
  private final Mutex mutex = Mutex.create();

  @Override
  protected void countUnderLock() throws InterruptedException {
    mutex.withLock(Task.of(this::countOn));
  }
}
