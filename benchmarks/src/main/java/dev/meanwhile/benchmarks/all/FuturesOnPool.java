package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Executors;

@Contender("CompletableFuture on a pool of 8")
final class FuturesOnPool extends CompletableFutures {
  FuturesOnPool() {
    super(Executors.newFixedThreadPool(8));
  }
}
