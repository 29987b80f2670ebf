package dev.meanwhile.runtime;

import static java.util.stream.Collectors.joining;

import dev.meanwhile.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of one limit, or of several at once.
 *
 * @param shares in the order in which they were named
 * @param priority the higher is served first; 0 is usual
 * @param maxWaitNanos how long it may wait, or {@link Timekeeper#NEVER}
 */
public record Demand(List<Share> shares, int priority, long maxWaitNanos) {
  private static volatile @Nullable Function<Claim, Demand> claims;

  /**
   * So many permits of one queue.
   *
   * @param weight 1 or more
   */
  public record Share(PermitQueue queue, int weight) {}

  /** One permit of {@code queue}. */
  public static Demand of(PermitQueue queue) {
    return new Demand(List.of(new Share(queue, 1)), 0, Timekeeper.NEVER);
  }

  /** Says how claims are read: known to their class alone, which says it before there is any. */
  public static void readClaims(Function<Claim, Demand> reader) {
    claims = reader;
  }

  /** What {@code claim} asks. */
  public static Demand of(Claim claim) {
    return Objects.requireNonNull(claims, "no claim was made").apply(claim);
  }

  /** The same, of so many permits of its only limit. */
  public Demand withWeight(int weight) {
    var share = new Share(shares.getFirst().queue(), weight);
    return new Demand(List.of(share), priority, maxWaitNanos);
  }

  /** The same, before or after others that wait. */
  public Demand withPriority(int other) {
    return new Demand(shares, other, maxWaitNanos);
  }

  /** The same, waiting for so long at most. */
  public Demand withMaxWait(long nanos) {
    return new Demand(shares, priority, nanos);
  }

  /**
   * This and what {@code other} asks, all at once.
   *
   * @throws IllegalArgumentException if both ask the same limit
   */
  public Demand and(Demand other) {
    var all = new ArrayList<>(shares);
    for (Share share : other.shares) {
      if (all.stream().anyMatch(known -> known.queue() == share.queue())) {
        throw new IllegalArgumentException(
            "the " + share.queue() + " is asked twice; ask it once, for more permits");
      }
      all.add(share);
    }
    return new Demand(List.copyOf(all), priority, maxWaitNanos);
  }

  /** Whether it asks {@code queue}. */
  boolean asks(PermitQueue queue) {
    for (Share share : shares) {
      if (share.queue() == queue) {
        return true;
      }
    }
    return false;
  }

  /** The names of its limits. */
  String limits() {
    return shares.stream().map(share -> share.queue().toString()).collect(joining(" and "));
  }

  /** Whether both ask one queue. */
  boolean overlaps(Demand other) {
    for (Share share : shares) {
      if (other.asks(share.queue())) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of its queues adapts to how long the work takes. */
  boolean isAdaptive() {
    for (Share share : shares) {
      if (share.queue().adaptation() != null) {
        return true;
      }
    }
    return false;
  }

  /** How long it may wait: as long as it says, or less if one of its queues says so. */
  long longestWait() {
    long nanos = maxWaitNanos;
    for (Share share : shares) {
      nanos = Math.min(nanos, share.queue().maxWaitNanos());
    }
    return nanos;
  }
}
