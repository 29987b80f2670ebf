package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;

@Contender("Gatherers.mapConcurrent")
final class MapConcurrent extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call) {
    return items.stream().gather(Gatherers.mapConcurrent(limit, call)).toList();
  }
}
