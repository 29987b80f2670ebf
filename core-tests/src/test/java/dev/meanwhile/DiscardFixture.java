package dev.meanwhile;

import static dev.meanwhile.Meanwhile.discarding;
import static dev.meanwhile.Tasks.after;

import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the tests of hooks for discarded values share. */
abstract class DiscardFixture {
  final VirtualTime time = VirtualTime.create();
  final IOException failure = new IOException("down");
  final List<String> discarded = Collections.synchronizedList(new ArrayList<>());

  /** Gives {@code value} after so many milliseconds, told to stop or not. */
  Task<String, RuntimeException> stubborn(int millis, String value) {
    return discarding(
        () -> {
          try {
            return after(millis, value);
          } catch (InterruptedException ignored) {
            return value;
          }
        },
        discarded::add);
  }

  Task<String, RuntimeException> quick(String value) {
    return discarding(() -> value, discarded::add);
  }
}
