package dev.meanwhile.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SoakTest {
  private static final int PERMITS = 1_000;
  private static final long USES = 100_000;

  @Test
  void usesItAsOftenAsItSays() throws InterruptedException {
    var report = Soak.of(new Careful(), USES);

    assertThat(report.uses()).isEqualTo(USES);
  }

  @Test
  void findsAPermitThatAnInterruptLoses() {
    assertThatThrownBy(() -> Soak.of(new Careless(), USES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("permits are left");
  }

  @Test
  void throwsWhatAUseThrows() {
    var failure = new IllegalStateException();

    assertThatThrownBy(() -> Soak.of(new Failing(failure), USES)).hasCause(failure);
  }

  /** Permits that are given back. */
  private static class Careful implements Soak.Subject {
    final Semaphore permits = new Semaphore(PERMITS);

    @Override
    public void use(RandomGenerator random) throws InterruptedException {
      permits.acquire();
      permits.release();
    }

    @Override
    public void change(RandomGenerator random) {}

    @Override
    public void checkNothingIsLeft() {
      assertThat(permits.availablePermits()).as("permits are left").isEqualTo(PERMITS);
    }
  }

  /** Permits that are not given back on the way out through an interrupt. */
  private static final class Careless extends Careful {
    @Override
    public void use(RandomGenerator random) throws InterruptedException {
      if (permits.tryAcquire()) {
        Thread.yield();
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        permits.release();
      }
    }
  }

  private static final class Failing extends Careful {
    private final RuntimeException failure;

    Failing(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public void use(RandomGenerator random) {
      throw failure;
    }
  }
}
