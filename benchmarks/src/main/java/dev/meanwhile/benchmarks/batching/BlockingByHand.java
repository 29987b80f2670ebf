package dev.meanwhile.benchmarks.batching;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whoever fills a batch fetches it. A batch that never fills would wait for ever. */
@Contender(value = "by hand, blocking", role = Role.FLOOR)
final class BlockingByHand extends BlockedCallers {
  private Map<Integer, CompletableFuture<Integer>> known = Map.of();
  private Map<Integer, CompletableFuture<Integer>> batch = Map.of();

  @Override
  protected synchronized void begin(int loads) {
    known = new HashMap<>();
    batch = new HashMap<>();
  }

  @Override
  protected int load(int key) {
    CompletableFuture<Integer> value;
    Map<Integer, CompletableFuture<Integer>> full = Map.of();
    synchronized (this) {
      value = known.get(key);
      if (value == null) {
        value = new CompletableFuture<>();
        known.put(key, value);
        batch.put(key, value);
        if (batch.size() == BATCH) {
          full = batch;
          batch = new HashMap<>();
        }
      }
    }
    if (!full.isEmpty()) {
      var waiting = full;
      fetch(full.keySet()).forEach((k, v) -> waiting.get(k).complete(v));
    }
    return value.join();
  }
}
