package dev.meanwhile.runtime;

import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Answers.Fetch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a loader behaves.
 *
 * @param upTo the most keys of one batch
 * @param maxDelayNanos how long a key waits for others at most, or {@link Timekeeper#NEVER}
 * @param splitBy keys of unequal classes never share a batch; null where all may
 * @param caching whether values are kept until the run ends
 * @param policy what is around the batch function, if anything
 */
public record LoaderRules<K>(
    String name,
    Fetch<K> fetch,
    int upTo,
    long maxDelayNanos,
    @Nullable Function<? super K, ?> splitBy,
    boolean caching,
    @Nullable Policy policy,
    LoaderCount count) {
  /** The same, with another name. */
  public LoaderRules<K> withName(String other) {
    return new LoaderRules<>(
        other, fetch, upTo, maxDelayNanos, splitBy, caching, policy, new LoaderCount());
  }

  /** The same, with other batches. */
  public LoaderRules<K> withUpTo(int other) {
    return new LoaderRules<>(
        name, fetch, other, maxDelayNanos, splitBy, caching, policy, new LoaderCount());
  }

  /** The same, waiting for another time. */
  public LoaderRules<K> withMaxDelay(long nanos) {
    return new LoaderRules<>(name, fetch, upTo, nanos, splitBy, caching, policy, new LoaderCount());
  }

  /** The same, with keys kept apart. */
  public LoaderRules<K> withSplitBy(Function<? super K, ?> other) {
    return new LoaderRules<>(
        name, fetch, upTo, maxDelayNanos, other, caching, policy, new LoaderCount());
  }

  /** The same, with a cache for each run. */
  public LoaderRules<K> withCaching() {
    return new LoaderRules<>(
        name, fetch, upTo, maxDelayNanos, splitBy, true, policy, new LoaderCount());
  }

  /** The same, under a policy. */
  public LoaderRules<K> withPolicy(Policy other) {
    return new LoaderRules<>(
        name, fetch, upTo, maxDelayNanos, splitBy, caching, other, new LoaderCount());
  }
}
