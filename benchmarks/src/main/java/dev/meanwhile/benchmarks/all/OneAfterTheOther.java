package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.Callable;

@Contender(value = "one after the other", role = Role.REFERENCE, only = "ms")
final class OneAfterTheOther extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    return a.call() + b.call() + c.call();
  }
}
