package dev.meanwhile;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.Demand.Share;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.OpenScope;
import dev.meanwhile.runtime.Permits;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of a limit, or of several at once. An immutable value, made by {@link
 * Limit#claim}; one claim serves any number of calls.
 *
 * {@snippet file="Limits.java" region="claims"}
 *
 * <p><b>Order.</b> By priority, then first come, first served. The first in the queue waits until
 * there is enough for it, and holds up those behind it. A claim of several limits has a place in
 * each queue and gets all permits in one step, so that it holds nothing while it waits, and two
 * claims cannot block each other, in whatever order they name the limits. A task that holds a
 * permit already passes claims of several limits, and those that they hold up: what they wait for
 * may be its own.
 *
 * <p><b>Pitfalls.</b> While one limit of several is not to be had, the others are kept free for the
 * claim, too. A stream of tasks that pass it, because they hold permits, keeps it waiting.
 */
public final class Claim implements Policy {
  static {
    Demand.readClaims(claim -> claim.demand);
  }

  private final Demand demand;

  Claim(Demand demand) {
    this.demand = demand;
  }

  /**
   * The same claim, served before waiting claims of a lower priority.
   *
   * @param priority the higher is served first; where nothing is said it is 0. A stream of high
   *     ones keeps the low ones waiting for as long as it lasts.
   */
  public Claim priority(int priority) {
    return new Claim(demand.withPriority(priority));
  }

  /**
   * The same claim, {@link Rejected} if it has waited for so long; or sooner, if one of its limits
   * says so.
   *
   * @param longest zero or more; zero tries once
   */
  public Claim maxWait(Duration longest) {
    Durations.notNegative("the longest wait", longest);
    return new Claim(demand.withMaxWait(Durations.nanos(longest)));
  }

  /** This claim and one permit of {@code other}, all at once. */
  public Claim and(Limit other) {
    return and(other.claim());
  }

  /**
   * This claim and {@code other}, all at once; the priority and the longest wait are of this one.
   * It is {@link Rejected} as soon as one of the limits takes no more who wait.
   *
   * @throws IllegalArgumentException if both claim the same limit
   */
  public Claim and(Claim other) {
    return new Claim(demand.and(other.demand));
  }

  /** Runs {@code task} on the calling thread, as soon as everything that is claimed is there. */
  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    return Permits.call(demand, WaitReason.PERMIT, Objects.requireNonNull(task, "task"));
  }

  /** Starts {@code task} in {@code scope}, as {@link Limit#start} does. */
  public <T extends @Nullable Object, X extends Exception> Later<T, X> start(
      Scope scope, Task<T, X> task) throws X {
    return OpenScope.of(scope).start(demand, Objects.requireNonNull(task, "task"));
  }

  @Override
  public String toString() {
    return demand.shares().stream().map(Claim::text).collect(Collectors.joining(" and "));
  }

  private static String text(Share share) {
    return share.weight() == 1
        ? share.queue().toString()
        : share.weight() + " permits of " + share.queue();
  }
}
