package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.Limit;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.BreakerRule;
import dev.meanwhile.resilience.CircuitBreaker;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.resilience.Within;
import java.time.Duration;
import java.util.concurrent.Callable;

@Contender(value = "Meanwhile", role = Role.OURS)
final class WithMeanwhile extends GuardedCall {
  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    Policy policy = policy(guard);
    return () -> policy.call(call::call);
  }

  private static Policy policy(Guard guard) {
    return switch (guard) {
      case RETRY -> Retry.attempts(ATTEMPTS).backoff(Backoff.fixed(Duration.ZERO));
      case BREAKER -> CircuitBreaker.of("breaker", BreakerRule.lastCalls(WINDOW).failureRate(50));
      case RATE -> RateLimit.bursty(PER_SECOND, Duration.ofSeconds(1), PER_SECOND);
      case LIMIT -> Limit.atMost(AT_ONCE);
      case TIMEOUT -> Within.of(LIMIT);
      case STACK ->
          Policy.of(
              policy(Guard.TIMEOUT),
              policy(Guard.RETRY),
              policy(Guard.BREAKER),
              policy(Guard.LIMIT),
              policy(Guard.RATE));
    };
  }
}
