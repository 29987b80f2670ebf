package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.ForkJoinPool;

/** What one gets who names no executor. */
@Contender("CompletableFuture on the common pool")
final class FuturesOnCommonPool extends CompletableFutures {
  FuturesOnCommonPool() {
    super(ForkJoinPool.commonPool());
  }
}
