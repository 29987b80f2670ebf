import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.resilience.BreakerRule;
import dev.meanwhile.resilience.CircuitBreaker;
import dev.meanwhile.resilience.Fallback;
import dev.meanwhile.resilience.Policy;
import java.io.IOException;

static final CircuitBreaker BREAKER =
    CircuitBreaker.of("gateway", BreakerRule.lastCalls(100).failureRate(30));

// @start region="policies"
static final Policy PAYMENTS =
    Policy.of(
        within(ofSeconds(3)), //   1  all attempts, delays and waits together
        attempts(3), //            2  each attempt goes through all that follows
        BREAKER, //                3  sees each attempt
        atMost(20), //             4  not held during the delays
        perSecond(50), //          5  counts each attempt, and not those refused above
        within(ofMillis(800))); // 6  one attempt, without the waits above

void main() throws IOException, InterruptedException {
  IO.println(PAYMENTS);
  String receipt = PAYMENTS.call(() -> charge("order 7"));
  IO.println(receipt);
  // @end
  BREAKER.forceOpen(); // somebody takes the gateway out of service
  // @start region="fallback"
  IO.println(Fallback.of(() -> PAYMENTS.call(() -> charge("order 8")), () -> "later").run());
  // @end
}

String charge(String order) {
  return order + " is paid";
}
