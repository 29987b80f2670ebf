package dev.meanwhile.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.CircuitOpen;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many callers come at the moment at which a breaker becomes half-open. */
@ExtendWith(LeakGuard.class)
class ProbesAtOnceTest {
  private static final int CALLERS = 40;
  private static final int PROBES = 3;

  private final CountDownLatch tried = new CountDownLatch(CALLERS);
  private final AtomicInteger through = new AtomicInteger();

  private final Task<String, InterruptedException> probe =
      () -> {
        through.incrementAndGet();
        tried.countDown();
        tried.await();
        return "a";
      };

  @Test
  void noMoreThanTheProbesGetThrough() throws Exception {
    BreakerRule rule =
        BreakerRule.lastCalls(10).openFor(Duration.ZERO).probes(PROBES, Duration.ofDays(1));
    var breaker = CircuitBreaker.of("gateway", rule);
    breaker.open();
    assertThat(throughOf(breaker)).isEqualTo(PROBES);
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void theCheckFindsABreakerThatLooksBeforeItCounts() throws Exception {
    var out = new AtomicInteger();
    var between = new CyclicBarrier(CALLERS);
    Policy broken =
        new Policy() {
          @Override
          public <T, X extends Exception> T call(Task<T, X> task) throws X, InterruptedException {
            boolean free = out.get() < PROBES;
            awaitAll(between);
            out.incrementAndGet();
            if (!free) {
              throw new CircuitOpen("broken", "half-open", Duration.ZERO);
            }
            return task.run();
          }
        };
    assertThat(throughOf(broken)).isGreaterThan(PROBES);
  }

  private int throughOf(Policy policy) throws InterruptedException {
    var together = new CyclicBarrier(CALLERS);
    var callers = new ArrayList<Thread>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(Thread.ofVirtual().start(() -> tryOnce(policy, together)));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    return through.get();
  }

  private void tryOnce(Policy policy, CyclicBarrier together) {
    awaitAll(together);
    try {
      policy.call(probe);
    } catch (CircuitOpen refused) {
      tried.countDown();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitAll(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
