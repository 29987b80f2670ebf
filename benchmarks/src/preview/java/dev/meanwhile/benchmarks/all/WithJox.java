package dev.meanwhile.benchmarks.all;

import com.softwaremill.jox.structured.Par;
import dev.meanwhile.benchmarks.Contender;
import java.util.List;
import java.util.concurrent.Callable;

@Contender(value = "Jox", preview = true)
final class WithJox extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    var all = Par.par(List.of(a, b, c));
    return all.get(0) + all.get(1) + all.get(2);
  }
}
