package dev.meanwhile.benchmarks.failfast;

import com.softwaremill.jox.structured.JoxScopeExecutionException;
import com.softwaremill.jox.structured.Par;
import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;

@Contender(value = "Jox", preview = true)
final class WithJox extends FirstFailure {
  @Override
  protected void run(int siblings, Callable<Integer> parked, Callable<Integer> failing)
      throws InterruptedException {
    var tasks = new ArrayList<>(Collections.nCopies(siblings, parked));
    tasks.add(failing);
    try {
      Par.par(tasks);
    } catch (JoxScopeExecutionException expected) {
      // of the failing one
    }
  }
}
