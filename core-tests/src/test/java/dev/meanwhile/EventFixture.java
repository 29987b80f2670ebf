package dev.meanwhile;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;

/** What the tests of events share: a clock, and runs whose events are kept. */
abstract class EventFixture {
  final VirtualTime time = VirtualTime.create();
  final RecordedEvents events = new RecordedEvents();

  static int after(int millis) throws InterruptedException {
    sleep(ofMillis(millis));
    return millis;
  }

  static int failAfter(int millis) throws IOException, InterruptedException {
    throw new IOException("after " + after(millis));
  }

  /** So many milliseconds in the unit of events. */
  static long millis(long count) {
    return count * 1_000_000;
  }

  void observe(Task<?, ?> work) throws Exception {
    events.during(() -> time.run(work));
  }

  void observeFailing(Task<?, ?> work) {
    assertThat(catchThrowable(() -> observe(work))).isNotNull();
  }
}
