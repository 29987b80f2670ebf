package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Contender("Mutiny")
final class WithMutiny extends ThreeCalls {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c) {
    return Uni.combine()
        .all()
        .unis(start(a), start(b), start(c))
        .with((x, y, z) -> x + y + z)
        .await()
        .indefinitely();
  }

  private Uni<Integer> start(Callable<Integer> call) {
    return Uni.createFrom().item(Unchecked.supplier(call::call)).runSubscriptionOn(threads);
  }

  @Override
  public void close() {
    super.close();
    threads.close();
  }
}
