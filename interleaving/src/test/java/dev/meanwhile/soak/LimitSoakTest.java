package dev.meanwhile.soak;

import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Rejected;
import dev.meanwhile.testing.LeakGuard;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The leak guard counts permits, tasks and alarms; the rest is counted here. */
@ExtendWith(LeakGuard.class)
class LimitSoakTest {
  private static final int FEWEST = 2;
  private static final int MOST = 6;

  @Test
  void leavesNoPermitNoWaiterAndNoTimer() throws InterruptedException {
    var report = Soak.of(new Calls());

    assertThat(report.uses()).isPositive();
    assertThat(report.interrupted()).isPositive();
  }

  /** Calls under a limit of changing size. */
  private static final class Calls implements Soak.Subject {
    private final Limit limit = Limit.atMost(MOST);
    private final AtomicInteger inside = new AtomicInteger();

    @Override
    public void use(RandomGenerator random) throws InterruptedException {
      try {
        switch (random.nextInt(8)) {
          case 0 -> within(soon(random), () -> limit.call(this::work));
          case 1 -> limit.claim(FEWEST).maxWait(soon(random)).call(this::work);
          case 2 -> limit.claim().priority(random.nextInt(2)).call(this::work);
          case 3 -> scope(scope -> limit.start(scope, this::work));
          default -> limit.call(this::work);
        }
      } catch (DeadlineExceeded | Rejected expected) {
        // it waited for too long, or was cleared
      }
    }

    private static Duration soon(RandomGenerator random) {
      return ofNanos(random.nextInt(100_000));
    }

    private Void work() {
      if (inside.incrementAndGet() > MOST) {
        throw new AssertionError("more inside than ever were permits");
      }
      Thread.yield();
      inside.decrementAndGet();
      return null;
    }

    @Override
    public void change(RandomGenerator random) {
      switch (random.nextInt(8)) {
        case 0 -> {
          limit.pause();
          limit.resume();
        }
        case 1 -> limit.clear();
        default -> limit.resize(random.nextInt(FEWEST, MOST + 1));
      }
    }

    @Override
    public void checkNothingIsLeft() throws InterruptedException {
      limit.awaitIdle();
      assertThat(limit.inUse()).isZero();
      assertThat(limit.waiting()).isZero();
      assertThat(limit.snapshot().holders()).isEmpty();
      assertThat(inside).hasValue(0);
    }
  }
}
