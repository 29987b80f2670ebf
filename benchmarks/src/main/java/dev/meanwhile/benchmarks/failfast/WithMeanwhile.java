package dev.meanwhile.benchmarks.failfast;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.Task;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;

@Contender(value = "Meanwhile", role = Role.OURS)
final class WithMeanwhile extends FirstFailure {
  @Override
  protected void run(int siblings, Callable<Integer> parked, Callable<Integer> failing)
      throws Exception {
    var tasks =
        new ArrayList<Task<Integer, Exception>>(Collections.nCopies(siblings, parked::call));
    tasks.add(failing::call);
    try {
      Meanwhile.all(tasks);
    } catch (Failure expected) {
      // as itself
    }
  }
}
