package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Contender;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Its time limiter needs a thread for each call. */
@Contender("Resilience4j")
final class WithResilience4j extends GuardedCall {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    return switch (guard) {
      case RETRY -> retry().decorateCallable(call);
      case BREAKER -> breaker().decorateCallable(call);
      case RATE -> RateLimiter.decorateCallable(rate(), call);
      case LIMIT -> Bulkhead.decorateCallable(bulkhead(), call);
      case TIMEOUT -> timed(call);
      case STACK -> {
        var paced = RateLimiter.decorateCallable(rate(), call);
        var limited = Bulkhead.decorateCallable(bulkhead(), paced);
        yield timed(retry().decorateCallable(breaker().decorateCallable(limited)));
      }
    };
  }

  private static Retry retry() {
    return Retry.of(
        "retry", RetryConfig.custom().maxAttempts(ATTEMPTS).intervalFunction(_ -> 0L).build());
  }

  private static CircuitBreaker breaker() {
    return CircuitBreaker.of(
        "breaker", CircuitBreakerConfig.custom().slidingWindowSize(WINDOW).build());
  }

  private static RateLimiter rate() {
    return RateLimiter.of(
        "rate",
        RateLimiterConfig.custom()
            .limitForPeriod(PER_SECOND)
            .limitRefreshPeriod(Duration.ofSeconds(1))
            .timeoutDuration(LIMIT)
            .build());
  }

  private static Bulkhead bulkhead() {
    return Bulkhead.of(
        "bulkhead",
        BulkheadConfig.custom()
            .maxConcurrentCalls(AT_ONCE)
            .maxWaitDuration(LIMIT)
            .fairCallHandlingStrategyEnabled(true)
            .build());
  }

  private Callable<Integer> timed(Callable<Integer> call) {
    return TimeLimiter.of(LIMIT).decorateFutureSupplier(() -> threads.submit(call));
  }

  @Override
  public void close() {
    super.close();
    threads.close();
  }
}
