package dev.meanwhile.benchmarks.policy;

import com.google.common.util.concurrent.RateLimiter;
import com.google.common.util.concurrent.SimpleTimeLimiter;
import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Contender(
    value = "Guava",
    only = {"policy=rate", "policy=timeout"})
final class WithGuava extends GuardedCall {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    if (guard == Guard.RATE) {
      var rate = RateLimiter.create(PER_SECOND);
      return () -> {
        rate.acquire();
        return call.call();
      };
    }
    var limiter = SimpleTimeLimiter.create(threads);
    return () -> limiter.callWithTimeout(call, LIMIT);
  }

  @Override
  public void close() {
    super.close();
    threads.close();
  }
}
