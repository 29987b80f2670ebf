package dev.meanwhile.trace.foreign;

/**
 * Where virtual threads waited without letting go of the platform thread that carried them, so that
 * no other one could run there.
 *
 * @param callSite where the program's own code waited, or the JDK's where that is all there is
 * @param reason what held it, as the JDK says it
 * @param times how often
 * @param nanos how long together
 * @param longestNanos the longest time
 */
public record PinnedWait(
    CallSite callSite, String reason, int times, long nanos, long longestNanos) {
  PinnedWait plus(PinnedWait other) {
    return new PinnedWait(
        callSite,
        reason,
        times + other.times,
        nanos + other.nanos,
        Math.max(longestNanos, other.longestNanos));
  }
}
