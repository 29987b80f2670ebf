package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class KeyedRateLimitTest {
  private final VirtualTime time = VirtualTime.create();
  private final KeyedRateLimit<String> limit = KeyedRateLimit.of(2, () -> RateLimit.perSecond(1));

  @Test
  void eachKeyHasALimitOfItsOwn() throws Exception {
    String value =
        time.run(() -> {
          limit.acquire("a");
          assertThat(limit.tryAcquire("a")).isFalse();
          return limit.call("b", () -> "now");
        });
    assertThat(value).isEqualTo("now");
    assertThat(time.elapsed()).isZero();
  }

  @Test
  void aKeyIsForgottenWhenItsLimitIsAsGoodAsNew() throws Exception {
    time.run(() -> {
      limit.acquire("a");
      limit.acquire("b");
      sleep(ofSeconds(1));
      limit.acquire("c");
      return null;
    });
    assertThat(limit.keys()).isEqualTo(1);
  }

  @Test
  void keysBeyondTheBoundShareOneLimit() throws Exception {
    time.run(() -> {
      limit.acquire("a");
      limit.acquire("b");
      assertThat(limit.tryAcquire("c")).isTrue();
      assertThat(limit.tryAcquire("d")).isFalse();
      assertThat(limit.tryAcquire("a")).isFalse();
      return null;
    });
    assertThat(limit.keys()).isEqualTo(2);
  }

  @Test
  void aReservationIsForItsKeyAndKeepsItInMind() throws Exception {
    time.run(() -> {
      limit.acquire("a");
      try (var reservation = limit.reserve("a")) {
        assertThat(reservation.delay()).isEqualTo(ofSeconds(1));
        assertThat(limit.tryAcquire("b")).isTrue();
        sleep(ofSeconds(5));
        limit.acquire("c");
        reservation.await();
      }
      return null;
    });
    assertThat(time.elapsed()).isEqualTo(ofSeconds(5));
  }

  @Test
  void aServersWishPausesOnlyItsKey() throws Exception {
    time.run(() -> {
      assertThat(limit.<Busy, RuntimeException>call("a", Busy::new)).isNotNull();
      assertThat(limit.tryAcquire("b")).isTrue();
      limit.acquire("a");
      return null;
    });
    assertThat(time.elapsed()).isEqualTo(ofSeconds(30));
  }

  private static final class Busy implements RetryAfter {
    @Override
    public Duration retryAfter() {
      return ofSeconds(30);
    }
  }

  @Test
  void lessThanOneKeyIsRefused() {
    assertThatThrownBy(() -> KeyedRateLimit.of(0, () -> RateLimit.perSecond(1)))
        .hasMessage("0 keys at most; allowed: 1 to 2147483647");
  }
}
