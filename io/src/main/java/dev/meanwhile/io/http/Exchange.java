package dev.meanwhile.io.http;

import dev.meanwhile.Cancellation;
import dev.meanwhile.Deadline;
import dev.meanwhile.Mapper;
import dev.meanwhile.Meanwhile;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: a request, and its response if one comes.
 *
 * <p>An interrupt of {@link HttpClient#send} cancels the exchange, unless its answer has just come:
 * then the interrupted thread never sees the answer, and its body would stay open. So it is kept
 * here from the moment it exists.
 */
final class Exchange {
  private final HttpClient client;
  private final HttpRequest request;
  private final Terms terms;
  private final boolean repeatable;
  private volatile @Nullable InputStream body;
  private boolean mayHaveArrived;

  Exchange(HttpClient client, HttpRequest request, Terms terms, boolean repeatable) {
    this.client = client;
    this.request = request;
    this.terms = terms;
    this.repeatable = repeatable;
  }

  /** Sends the request, and reads the answer if its status is expected. */
  <T extends @Nullable Object> T run(Mapper<HttpAnswer<ResponseBody>, T, IOException> reading)
      throws IOException, InterruptedException {
    refuseIfTold();
    try {
      HttpResponse<InputStream> response = send();
      HttpAnswer<ResponseBody> answer = Bodies.opened(response, terms.drain());
      if (!terms.expected().test(answer.status())) {
        throw HttpStatusException.of(
            response.request().method(), repeatable, Bodies.excerpt(answer));
      }
      return reading.map(answer);
    } catch (IOException | RuntimeException failure) {
      throwIfInterrupted(failure);
      throw failure;
    }
  }

  /** A task that has swallowed its interrupt is refused every other wait, too. */
  private static void refuseIfTold() throws InterruptedException {
    if (Cancellation.current().isCancelled() || Deadline.remaining().isZero()) {
      Meanwhile.sleep(Duration.ofNanos(1));
    }
  }

  /** The flag is set: whatever failed, it failed in a thread that was told to stop. */
  private static void throwIfInterrupted(Exception failure) throws InterruptedException {
    if (Thread.interrupted()) {
      var told = new InterruptedException();
      told.initCause(failure);
      throw told;
    }
  }

  private HttpResponse<InputStream> send() throws IOException, InterruptedException {
    mayHaveArrived = true;
    try {
      return client.send(request, _ -> kept());
    } catch (ConnectException | HttpConnectTimeoutException | IllegalArgumentException failure) {
      // A redirect has been answered already when its target refuses the connection.
      mayHaveArrived = client.followRedirects() != HttpClient.Redirect.NEVER;
      throw failure;
    }
  }

  private BodySubscriber<InputStream> kept() {
    return BodySubscribers.mapping(
        BodySubscribers.ofInputStream(),
        arrived -> {
          body = arrived;
          return arrived;
        });
  }

  /** Whether the server may have got the request. */
  boolean mayHaveArrived() {
    return mayHaveArrived;
  }

  /** Ends it, in whatever state it is; does nothing if the body was read to its end. */
  void close() {
    InputStream open = body;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // over, one way or the other
      }
    }
  }
}
