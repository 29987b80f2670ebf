package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Executors;

@Contender("CompletableFuture on virtual threads")
final class FuturesOnVirtualThreads extends CompletableFutures {
  FuturesOnVirtualThreads() {
    super(Executors.newVirtualThreadPerTaskExecutor());
  }
}
