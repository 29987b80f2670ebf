package dev.meanwhile.io.http;

import dev.meanwhile.resilience.RetryAfter;
import dev.meanwhile.resilience.Unretryable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with a status that was not expected.
 *
 * <p>408, 425, 429 and those from 500 on may pass, and are worth another attempt. Any other is a
 * {@link Refused}. After a request that is not declared repeatable it is a {@link NotRepeatable}.
 * No retry repeats one of these two.
 *
 * <p>The message has neither the query of the URI nor more than a line of the body: both may hold
 * what does not belong into a log. Immutable.
 */
public sealed class HttpStatusException extends IOException implements RetryAfter {
  private static final long serialVersionUID = 1L;

  private final String method;
  private final URI uri;
  private final int status;

  // The headers of the JDK hold maps and lists that are serializable.
  @SuppressWarnings("serial")
  private final Map<String, List<String>> headers;

  private final String excerpt;

  HttpStatusException(String method, HttpAnswer<String> answer) {
    super(message(method, answer));
    this.method = method;
    this.uri = answer.uri();
    this.status = answer.status();
    this.headers = answer.headers().map();
    this.excerpt = answer.body();
  }

  /** The failure of a request that may be repeated or not. */
  static HttpStatusException of(String method, boolean repeatable, HttpAnswer<String> answer) {
    if (!mayPass(answer.status())) {
      return new Refused(method, answer);
    }
    return repeatable ? new HttpStatusException(method, answer) : new NotRepeatable(method, answer);
  }

  private static boolean mayPass(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  private static String message(String method, HttpAnswer<String> answer) {
    String text = Wording.line(answer.body());
    return Wording.of(method, answer.uri())
        + " answered "
        + answer.status()
        + (text.isEmpty() ? "" : ": " + text);
  }

  /** The method of the request. */
  public String method() {
    return method;
  }

  /** What answered: after redirects, the last one. */
  public URI uri() {
    return uri;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The headers of the answer. */
  public HttpHeaders headers() {
    return HttpHeaders.of(headers, (_, _) -> true);
  }

  /** The first 4,096 bytes of the body, as text; empty if it could not be read. */
  public String excerpt() {
    return excerpt;
  }

  /**
   * The {@code Retry-After} of the answer, in seconds or as a date, which is compared with the
   * {@code Date} of the same answer; without one, with the clock of this machine.
   */
  @Override
  public @Nullable Duration retryAfter() {
    return RetryAfterHeader.in(headers());
  }

  /** The server said no; asked again, it would say the same. */
  public static final class Refused extends HttpStatusException implements Unretryable {
    private static final long serialVersionUID = 1L;

    Refused(String method, HttpAnswer<String> answer) {
      super(method, answer);
    }
  }

  /** It might pass, but the request may have been carried out and is not declared repeatable. */
  public static final class NotRepeatable extends HttpStatusException implements Unretryable {
    private static final long serialVersionUID = 1L;

    NotRepeatable(String method, HttpAnswer<String> answer) {
      super(method, answer);
    }
  }
}
