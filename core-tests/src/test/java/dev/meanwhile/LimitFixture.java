package dev.meanwhile;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import java.util.stream.IntStream;

/** What the tests of limits share: a clock, and tasks that begin and end by it. */
abstract class LimitFixture {
  final VirtualTime time = VirtualTime.create();
  final Trail trail = new Trail();
  final InFlight inFlight = new InFlight();

  static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Takes so long for each element, and counts how many it has at once. */
  <A> Mapper<A, A, RuntimeException> taking(int millis) {
    return element -> inFlight.during(() -> Tasks.after(millis, element));
  }

  /** {@code task}, begun so much later. */
  static <T, X extends Exception> Task<T, X> at(int millis, Task<T, X> task) {
    return () -> {
      sleep(ofMillis(millis));
      return task.run();
    };
  }

  /** The rejection of {@code task}, and when it came. */
  Task<String, RuntimeException> rejected(int at, Task<?, ?> task) {
    return at(
        at,
        () -> {
          Throwable thrown = catchThrowable(task::run);
          assertThat(thrown).isInstanceOf(Rejected.class);
          return thrown.getMessage() + " at " + time.elapsed().toMillis();
        });
  }
}
