package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Contender;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.Callable;

@Contender(value = "Bucket4j", only = "policy=rate")
final class WithBucket4j extends GuardedCall {
  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    var bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(PER_SECOND).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
            .build()
            .asBlocking();
    return () -> {
      bucket.consume(1);
      return call.call();
    };
  }
}
