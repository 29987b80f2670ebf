package dev.meanwhile.benchmarks.sleepers;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.Task;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;

@Contender(value = "Meanwhile", role = Role.OURS)
final class WithMeanwhile extends Sleepers {
  private static final class Morning extends Exception {
    private static final long serialVersionUID = 1;
  }

  @Override
  protected void run(int tasks, Dormitory dormitory) throws InterruptedException {
    try {
      Meanwhile.scope(s -> {
        for (int i = 0; i < tasks; i++) {
          s.start(Task.of(() -> sleep(dormitory)));
        }
        dormitory.awaitAll();
        throw new Morning();
      });
    } catch (Morning everybodyIsAwake) {
      // as planned
    }
  }

  private static void sleep(Dormitory dormitory) throws InterruptedException {
    dormitory.enter();
    Meanwhile.sleep(LONG);
  }
}
