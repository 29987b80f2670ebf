package dev.meanwhile.io.http;

import dev.meanwhile.resilience.Unretryable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request failed that may have been carried out and is not declared repeatable. No {@link
 * dev.meanwhile.resilience.Retry} makes it again. The cause is what went wrong, if that is known.
 *
 * <p>It stands in for any failure but a status, which is a {@link
 * HttpStatusException.NotRepeatable} then. A request that was refused a connection never arrived,
 * and its failure is thrown as itself.
 */
public final class NotRepeatableException extends IOException implements Unretryable {
  private static final long serialVersionUID = 1L;

  NotRepeatableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
