package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something around a call that decides whether, when and how often it is made. Thread-safe; one
 * policy serves any number of calls, of any type, at once.
 *
 * <p>Several make one with {@link #of}, the outermost first. <b>The recommended order</b>, each
 * where it is wanted:
 *
 * {@snippet file="Policies.java" region="policies"}
 *
 * <p>A {@link Fallback} is a task: it goes around it all.
 *
 * {@snippet file="Policies.java" region="fallback"}
 *
 * <p><b>Order.</b> As given. <b>Failure.</b> What the task throws is thrown as itself.
 * <b>Threads.</b> Everything runs on the calling thread.
 *
 * <p><b>Pitfalls.</b>
 *
 * <ul>
 *   <li>A breaker around a retry sees one failure where there were three, and opens late.
 *   <li>A retry around a breaker does not repeat {@link dev.meanwhile.CircuitOpen} unless its
 *       {@link Retry#on} names it; then it waits until the breaker is to be asked again.
 *   <li>A time limit outside of the retry holds for all attempts together, one inside for each.
 *       Without the outer one, three attempts of a second may take three seconds and the delays.
 *   <li>A time limit around a rate limit counts the wait: {@link DeadlineExceeded} then says
 *       nothing about the server. Put the limit of an attempt innermost.
 *   <li>A rate limit around a retry counts only the first attempt.
 *   <li>A {@link Limit} inside of a rate limit breaks the rate: calls that have made their start
 *       wait for a permit, and go all at once when a backend that hung comes back. Around it, a
 *       permit is held while its call waits for its start, so share such a limit only with calls
 *       that keep the same rate.
 *   <li>A limit around a retry keeps its permit during the delays; around a breaker it lets calls
 *       wait only to be refused.
 *   <li>The time that a call waits for a permit counts for every time limit around the limit, and
 *       as time of the call for a breaker with {@link BreakerRule#slowRate}.
 *   <li>A retry does not repeat {@link dev.meanwhile.Rejected} unless its {@link Retry#on} names
 *       it, and a breaker does not count it: nobody has asked the backend.
 * </ul>
 */
public interface Policy {
  /**
   * Runs {@code task} under this policy, on the calling thread.
   *
   * @return what the task returns
   * @throws X what the task throws
   * @throws InterruptedException if the calling thread was interrupted
   */
  <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException;

  /**
   * All of them as one, which its {@code toString} prints.
   *
   * @param outermostFirst the first is around all others; none at all just runs the task
   */
  static Policy of(Policy... outermostFirst) {
    for (Policy policy : outermostFirst) {
      requireNonNull(policy, "outermostFirst");
    }
    return new Policies(List.of(outermostFirst));
  }
}
