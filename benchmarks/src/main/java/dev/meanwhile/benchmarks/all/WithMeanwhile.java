package dev.meanwhile.benchmarks.all;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.Callable;

@Contender(value = "Meanwhile", role = Role.OURS)
final class WithMeanwhile extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    return Meanwhile.all(a::call, b::call, c::call, (x, y, z) -> x + y + z);
  }
}
