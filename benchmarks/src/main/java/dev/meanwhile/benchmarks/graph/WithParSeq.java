package dev.meanwhile.benchmarks.graph;

import com.linkedin.parseq.Engine;
import com.linkedin.parseq.EngineBuilder;
import com.linkedin.parseq.Task;
import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A plan of its runs on one thread at a time. */
@Contender("ParSeq")
final class WithParSeq extends DependentCalls {
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Engine engine =
      new EngineBuilder().setTaskExecutor(workers).setTimerScheduler(timer).build();

  @Override
  protected int run(Graph graph) throws Exception {
    var nodes = new ArrayList<Task<Integer>>(graph.size());
    for (List<Integer> needs : graph.needs()) {
      nodes.add(
          needs.isEmpty()
              ? Task.callable(() -> Graph.value(List.of()))
              : Task.<Integer>par(needs.stream().map(nodes::get).toList()).map(Graph::value));
    }
    var last = nodes.getLast();
    engine.run(last);
    last.await();
    return last.get();
  }

  @Override
  public void close() {
    super.close();
    engine.shutdown();
    workers.close();
    timer.close();
  }
}
