import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.resilience.KeyedRateLimit;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.resilience.RetryAfter;
import java.time.Duration;
import java.util.List;

// @start region="rate"
// never more than 50 starts in any second, for everyone who uses the geocoder
static final RateLimit GEOCODER = perSecond(50);

void main() throws InterruptedException {
  List<String> places =
      map(List.of("Bath", "Ely", "Wells"), atMost(8), city -> GEOCODER.call(() -> find(city)));
  IO.println(places);
  // @end
  kinds();
  keys();
  reservations();
  server();
}

void kinds() {
  // @start region="kinds"
  RateLimit strict = RateLimit.strict(2, ofSeconds(10)); // what a server counts
  RateLimit smooth = RateLimit.smooth(2, ofSeconds(10)); // one each 5 s
  RateLimit bursty = RateLimit.bursty(2, ofSeconds(10), 8); // after a quiet time 8 at once
  IO.println(strict.drain() + ", " + smooth.drain() + ", " + bursty.drain() + " starts at once");
  // @end
}

void keys() {
  // @start region="keyed"
  // each tenant has a limit of its own; ten thousand of them are remembered
  KeyedRateLimit<String> tenants =
      KeyedRateLimit.of(10_000, () -> RateLimit.strict(1, ofMinutes(1)));
  IO.println(tenants.tryAcquire("acme") + " " + tenants.tryAcquire("acme"));
  IO.println(tenants.tryAcquire("umbrella"));
  // @end
}

void reservations() throws InterruptedException {
  RateLimit reports = RateLimit.strict(1, ofSeconds(30));
  reports.acquire();
  // @start region="reserve"
  try (var start = reports.reserve()) {
    if (start.delay().compareTo(ofMillis(500)) > 0) {
      IO.println("not today"); // the place is given back, those behind move up
    } else {
      start.await();
      IO.println("the report");
    }
  }
  // @end
}

void server() throws InterruptedException {
  // @start region="retry-after"
  record Busy(Duration retryAfter) implements RetryAfter {}

  Object answer = GEOCODER.call(() -> new Busy(ofSeconds(20)));
  boolean paused = GEOCODER.delay().compareTo(ofSeconds(10)) > 0;
  IO.println("the server is left alone by everybody: " + paused);
  // @end
}

String find(String city) {
  return "the map of " + city;
}
