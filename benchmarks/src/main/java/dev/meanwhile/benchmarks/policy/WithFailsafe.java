package dev.meanwhile.benchmarks.policy;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.Policy;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.meanwhile.benchmarks.Contender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

@Contender("Failsafe")
final class WithFailsafe extends GuardedCall {
  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    var executor = Failsafe.with(policies(guard));
    return () -> executor.get(call::call);
  }

  private static List<? extends Policy<Integer>> policies(Guard guard) {
    return switch (guard) {
      case RETRY -> List.of(RetryPolicy.<Integer>builder().withMaxAttempts(ATTEMPTS).build());
      case BREAKER ->
          List.of(
              CircuitBreaker.<Integer>builder().withFailureThreshold(WINDOW / 2, WINDOW).build());
      case RATE ->
          List.of(
              RateLimiter.<Integer>burstyBuilder(PER_SECOND, Duration.ofSeconds(1))
                  .withMaxWaitTime(LIMIT)
                  .build());
      case LIMIT -> List.of(Bulkhead.<Integer>builder(AT_ONCE).withMaxWaitTime(LIMIT).build());
      case TIMEOUT -> List.of(Timeout.<Integer>builder(LIMIT).withInterrupt().build());
      case STACK ->
          Stream.of(Guard.TIMEOUT, Guard.RETRY, Guard.BREAKER, Guard.LIMIT, Guard.RATE)
              .map(WithFailsafe::policies)
              .<Policy<Integer>>mapMulti(List::forEach)
              .toList();
    };
  }
}
