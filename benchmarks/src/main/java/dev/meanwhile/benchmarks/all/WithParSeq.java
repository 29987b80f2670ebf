package dev.meanwhile.benchmarks.all;

import com.linkedin.parseq.Engine;
import com.linkedin.parseq.EngineBuilder;
import com.linkedin.parseq.Task;
import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

@Contender("ParSeq")
final class WithParSeq extends ThreeCalls {
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Engine engine =
      new EngineBuilder().setTaskExecutor(workers).setTimerScheduler(timer).build();

  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    Task<Integer> sum =
        Task.par(Task.blocking(a, blocking), Task.blocking(b, blocking), Task.blocking(c, blocking))
            .map((x, y, z) -> x + y + z);
    engine.run(sum);
    sum.await();
    return sum.get();
  }

  @Override
  public void close() {
    super.close();
    engine.shutdown();
    blocking.close();
    workers.close();
    timer.close();
  }
}
