package dev.meanwhile.plan;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;

import dev.meanwhile.testing.VirtualTime;
import java.util.Map;
import java.util.TreeMap;

/** When steps began and ended, in milliseconds of virtual time. */
final class Moments {
  private final VirtualTime time;
  private final Map<String, Long> began = new TreeMap<>();
  private final Map<String, Long> ended = new TreeMap<>();

  Moments(VirtualTime time) {
    this.time = time;
  }

  /** Takes {@code millis}, and returns {@code value}. */
  <T> T of(String step, int millis, T value) throws InterruptedException {
    synchronized (this) {
      began.merge(step, time.elapsed().toMillis(), Moments::twice);
    }
    sleep(ofMillis(millis));
    synchronized (this) {
      ended.merge(step, time.elapsed().toMillis(), Moments::twice);
    }
    return value;
  }

  /** The same for a step whose result is its name. */
  String of(String step, int millis) throws InterruptedException {
    return of(step, millis, step);
  }

  private static Long twice(Long before, Long now) {
    throw new AssertionError("the step ran at " + before + " and again at " + now);
  }

  synchronized Map<String, Long> began() {
    return new TreeMap<>(began);
  }

  synchronized Map<String, Long> ended() {
    return new TreeMap<>(ended);
  }
}
