import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.resilience.Budget;
import dev.meanwhile.resilience.Hedge;
import java.util.concurrent.atomic.AtomicInteger;

// @start region="hedge"
// sends a second request after the 95th percentile of the latency; 20 ms until that is known
static final Hedge READS = Hedge.afterPercentile(95, ofMillis(20));

void main() throws InterruptedException {
  String user = READS.call(repeatable(() -> http("user 7"))); // reads may be repeated
  IO.println(user);
  // @end
  fixed();
}

void fixed() throws InterruptedException {
  // @start region="options"
  Hedge searches =
      Hedge.afterPercentile(90, ofMillis(200))
          .between(ofMillis(5), ofSeconds(1))
          .measuring(50, 500) // the last 500 latencies, once there are 50
          .hedges(2)
          .budget(Budget.percent(5)); // shared, it bounds the hedges of all callers
  IO.println(searches.call(repeatable(() -> "found")));
  IO.println(searches);
  Hedge.Snapshot reads = READS.snapshot();
  IO.println(reads.calls() + " call, " + reads.hedges() + " hedge");
  // @end
}

final AtomicInteger requests = new AtomicInteger();

/** The first request meets a server that hangs. */
String http(String what) throws InterruptedException {
  int request = requests.incrementAndGet();
  if (request == 1) {
    sleep(ofSeconds(60));
  }
  return what + ", answered to request " + request;
}
