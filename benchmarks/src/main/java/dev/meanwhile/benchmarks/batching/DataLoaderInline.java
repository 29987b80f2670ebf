package dev.meanwhile.benchmarks.batching;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;

/** As it is meant: futures on one thread, nobody blocked. */
@Contender(value = "java-dataloader, futures on one thread", role = Role.REFERENCE)
final class DataLoaderInline extends ManyLoads {
  @Override
  protected long sum(int loads) {
    DataLoader<Integer, Integer> loader =
        DataLoaderFactory.newDataLoader(
            keys -> {
              var values = fetch(keys);
              return CompletableFuture.completedFuture(keys.stream().map(values::get).toList());
            },
            DataLoaderOptions.newOptions().setMaxBatchSize(BATCH).build());
    var values = new ArrayList<CompletableFuture<Integer>>(loads);
    for (int i = 0; i < loads; i++) {
      values.add(loader.load(key(i)));
    }
    loader.dispatchAndJoin();
    return values.stream().mapToLong(CompletableFuture::join).sum();
  }
}
