package dev.meanwhile;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the tests of backgrounds share: a clock, who is told of failures, and what was done. */
abstract class BackgroundFixture {
  final VirtualTime time = VirtualTime.create();
  final Told told = new Told();
  final List<String> did = Collections.synchronizedList(new ArrayList<>());

  Action<InterruptedException> takes(int seconds, String what) {
    return () -> {
      did.add(what + " begins");
      sleep(ofSeconds(seconds));
      did.add(what + " ends");
    };
  }
}
