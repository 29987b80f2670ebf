import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.CircuitOpen;
import dev.meanwhile.resilience.BreakerRule;
import dev.meanwhile.resilience.CircuitBreaker;
import java.io.IOException;

// @start region="breaker"
// opens when 30 % of the last 100 calls failed, once there are 10
static final CircuitBreaker GATEWAY =
    CircuitBreaker.of("gateway", BreakerRule.lastCalls(100).failureRate(30));

void main() throws IOException, InterruptedException {
  for (int order = 1; order <= 12; order++) {
    try {
      IO.println(GATEWAY.call(() -> charge()));
    } catch (CircuitOpen refused) { // at once; the gateway is not called
      IO.println("order " + order + " refused, the breaker is " + GATEWAY.state());
    } catch (IOException down) {
      IO.println("order " + order + " failed");
    }
  }
  // @end
  recovery();
}

void recovery() throws IOException, InterruptedException {
  // @start region="half-open"
  BreakerRule rule = BreakerRule.lastCalls(2).openFor(ofMillis(1)).probes(1, ofSeconds(5));
  CircuitBreaker breaker = CircuitBreaker.of("ledger", rule);
  breaker.onChange(change -> IO.println(change.before().state() + " -> " + change.to()));
  for (int i = 0; i < 2; i++) {
    outcome(() -> breaker.call(() -> charge()));
  }
  sleep(ofMillis(5));
  IO.println(breaker.call(() -> "booked")); // the probe
  // @end
}

String charge() throws IOException {
  throw new IOException("503");
}
