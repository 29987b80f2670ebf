package dev.meanwhile.benchmarks.batching;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/** It loads many keys at once when it is asked for many at once: they must be known. */
@Contender(value = "Caffeine, bulk of known keys", role = Role.REFERENCE)
final class WithCaffeine extends ManyLoads {
  private final ExecutorService fetchers = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected long sum(int loads) {
    AsyncLoadingCache<Integer, Integer> cache =
        Caffeine.newBuilder()
            .executor(fetchers)
            .buildAsync(
                AsyncCacheLoader.<Integer, Integer>bulk(
                    (Set<? extends Integer> wanted) -> fetch(Set.copyOf(wanted))));
    var batches =
        IntStream.range(0, keys())
            .boxed()
            .gather(Gatherers.windowFixed(BATCH))
            .map(cache::getAll)
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(batches).join();
    long sum = 0;
    for (int i = 0; i < loads; i++) {
      sum += cache.get(key(i)).join();
    }
    return sum;
  }

  @Override
  public void close() {
    fetchers.close();
  }
}
