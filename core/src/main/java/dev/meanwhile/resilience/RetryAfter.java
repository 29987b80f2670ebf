package dev.meanwhile.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an exception, or a result, implements that carries the server's wish when to be asked again:
 * HTTP's {@code Retry-After} (RFC 9110, section 10.2.3), for one.
 */
public interface RetryAfter {
  /** How long the server wants to be left alone, or null if it has not said. */
  @Nullable Duration retryAfter();
}
