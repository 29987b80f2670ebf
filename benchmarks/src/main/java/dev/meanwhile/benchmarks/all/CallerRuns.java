package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.Callable;

/** Two threads, and the third call on the thread of the caller. */
@Contender(value = "by hand, caller runs one", role = Role.FLOOR)
final class CallerRuns extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    var first = HandMadeFuture.start(a);
    var second = HandMadeFuture.start(b);
    int third = c.call();
    return first.get() + second.get() + third;
  }
}
