package dev.meanwhile.benchmarks.batching;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;

/** It must be told when to leave: the last caller tells it. */
@Contender("java-dataloader on virtual threads")
final class DataLoaderOnThreads extends BlockedCallers {
  private final ExecutorService fetchers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger missing = new AtomicInteger();
  private DataLoader<Integer, Integer> loader;

  @Override
  protected void begin(int loads) {
    missing.set(loads);
    loader =
        DataLoaderFactory.newDataLoader(
            keys ->
                CompletableFuture.supplyAsync(
                    () -> {
                      var values = fetch(keys);
                      return keys.stream().map(values::get).toList();
                    },
                    fetchers),
            DataLoaderOptions.newOptions().setMaxBatchSize(BATCH).build());
  }

  @Override
  protected int load(int key) {
    var value = loader.load(key);
    if (missing.decrementAndGet() == 0) {
      var _ = loader.dispatch();
    }
    return value.join();
  }

  @Override
  public void close() {
    fetchers.close();
  }
}
