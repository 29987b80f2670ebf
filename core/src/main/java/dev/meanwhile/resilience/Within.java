package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@link Meanwhile#within} as a policy: outside of a {@link Retry} it limits all attempts together,
 * inside each of them. Immutable.
 *
 * @param limit zero or more
 */
public record Within(Duration limit) implements Policy {
  /** Refuses a negative limit. */
  public Within {
    Durations.notNegative("the limit of within", limit);
  }

  /** A time limit; zero or more. */
  public static Within of(Duration limit) {
    return new Within(limit);
  }

  /**
   * Runs {@code task}, and tells it to stop when the limit has passed.
   *
   * @throws DeadlineExceeded if it did
   */
  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    return Meanwhile.within(limit, requireNonNull(task, "task"));
  }

  @Override
  public String toString() {
    return "within " + Durations.text(limit);
  }
}
