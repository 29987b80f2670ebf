package dev.meanwhile;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What happened, in order; and that the limits of a test are as unused afterwards as before. */
final class Trail {
  private final List<String> steps = new ArrayList<>();

  synchronized void add(String step) {
    steps.add(step);
  }

  synchronized List<String> steps() {
    return List.copyOf(steps);
  }

  /** A task that leaves its name when it begins, and then takes its time. */
  Task<String, RuntimeException> step(String name, int millis) {
    return () -> {
      add(name);
      sleep(ofMillis(millis));
      return name;
    };
  }

  /** Nobody holds or awaits a permit. */
  static void assertUnused(Limit... limits) {
    for (Limit limit : limits) {
      assertThat(List.of(limit.inUse(), limit.waiting()))
          .as("in use, waiting of the " + limit)
          .containsExactly(0, 0);
    }
  }
}
