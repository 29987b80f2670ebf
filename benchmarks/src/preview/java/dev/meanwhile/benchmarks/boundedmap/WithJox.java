package dev.meanwhile.benchmarks.boundedmap;

import com.softwaremill.jox.structured.Par;
import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

@Contender(value = "Jox", preview = true)
final class WithJox extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws InterruptedException {
    var tasks = new ArrayList<Callable<Integer>>(items.size());
    for (Integer item : items) {
      tasks.add(() -> call.apply(item));
    }
    return Par.parLimit(limit, tasks);
  }
}
