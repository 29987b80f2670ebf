package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.List;
import java.util.function.Function;

@Contender(value = "Meanwhile", role = Role.OURS)
final class WithMeanwhile extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws InterruptedException {
    return Meanwhile.map(items, Meanwhile.atMost(limit), call::apply);
  }
}
