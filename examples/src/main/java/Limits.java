import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import dev.meanwhile.KeyedLimit;
import dev.meanwhile.Limit;
import dev.meanwhile.Rejected;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

// @start region="limits"
// as many as the database has connections, for everyone who uses it
static final Limit DATABASE = atMost(8).named("database").maxWaiting(100);

void main() throws InterruptedException {
  List<String> users = map(List.of(1, 2, 3), DATABASE, id -> "user " + id);
  String one = DATABASE.call(() -> "one user");
  IO.println(users + ", " + one);
  // @end
  claims();
  keys();
  full();
  resized();
  adaptive();
}

void claims() throws InterruptedException {
  Limit api = atMost(4);
  // @start region="claims"
  var heavy = DATABASE.claim(4); // four permits for one call
  var urgent = DATABASE.claim().priority(1).maxWait(ofMillis(200));
  var both = DATABASE.claim().and(api); // in one step, so that nobody waits with half of it

  IO.println(heavy.call(() -> DATABASE.inUse() + " permits in use"));
  IO.println(urgent.call(() -> "urgent"));
  IO.println(both.call(() -> "holds " + both));
  // @end
}

// @start region="keys"
// two at once for each tenant, no more than the database can do in all, and no endless queue
static final KeyedLimit<String> PER_TENANT = Limit.<String>perKey(2).maxWaiting(50).total(DATABASE);

void keys() throws InterruptedException {
  IO.println(PER_TENANT.call("acme", () -> "acme's report, under a " + PER_TENANT));
}

// @end

void full() throws InterruptedException {
  // @start region="full"
  Limit strict = atMost(1).named("printer").maxWaiting(0);
  scope(s -> {
    var release = new java.util.concurrent.CountDownLatch(1);
    strict.start(
        s,
        () -> {
          release.await();
          return "printed";
        });
    try {
      strict.call(() -> "also printed");
    } catch (Rejected full) {
      IO.println(full.getMessage());
    }
    release.countDown();
    return null;
  });
  // @end
}

void resized() throws InterruptedException {
  // @start region="resize"
  Limit limit = atMost(2);
  limit.resize(5);
  IO.println(limit.call(() -> limit.inUse() + " of " + limit.capacity() + " in use"));
  // @end
}

void adaptive() throws InterruptedException {
  // @start region="adaptive"
  Limit search = Limit.adaptive(4, 200).named("search"); // begins with 4, and finds its size

  List<String> hits = map(List.of("ada", "grace"), search, name -> "hits for " + name);
  IO.println(hits + ", " + search);

  search.resize(40); // as if it had grown
  mapSettled(List.of("alan"), search, name -> refused(name));
  IO.println("after a refusal: " + search);
  // @end
}

String refused(String name) {
  throw new RejectedExecutionException("too busy to search for " + name);
}
