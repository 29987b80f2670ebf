package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;

@Contender("virtual threads")
final class ThreeThreads extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    var first = HandMadeFuture.start(a);
    var second = HandMadeFuture.start(b);
    var third = HandMadeFuture.start(c);
    return first.get() + second.get() + third.get();
  }
}
