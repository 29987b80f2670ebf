package dev.meanwhile.io.http;

import dev.meanwhile.resilience.Policy;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a call is made.
 *
 * @param timeout of each attempt, or null for none
 * @param declared whether the caller says that it may be repeated
 * @param drain how many bytes closing a stream reads to keep the connection
 */
record Terms(
    Policy policy,
    @Nullable Duration timeout,
    IntPredicate expected,
    boolean declared,
    int longestLine,
    long drain) {
  static final Terms USUAL =
      new Terms(Policy.of(), null, status -> status / 100 == 2, false, 1 << 20, 0);

  Terms under(Policy other) {
    return new Terms(other, timeout, expected, declared, longestLine, drain);
  }

  Terms within(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("a timeout of " + limit + "; allowed: more than zero");
    }
    return new Terms(policy, limit, expected, declared, longestLine, drain);
  }

  Terms expecting(IntPredicate statuses) {
    return new Terms(policy, timeout, statuses, declared, longestLine, drain);
  }

  Terms repeatable() {
    return new Terms(policy, timeout, expected, true, longestLine, drain);
  }

  Terms longestLine(int characters) {
    if (characters < 1) {
      throw new IllegalArgumentException(
          "a longest line of " + characters + " characters; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Terms(policy, timeout, expected, declared, characters, drain);
  }

  Terms drain(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          bytes + " bytes to drain; allowed: 0 to " + Long.MAX_VALUE);
    }
    return new Terms(policy, timeout, expected, declared, longestLine, bytes);
  }
}
