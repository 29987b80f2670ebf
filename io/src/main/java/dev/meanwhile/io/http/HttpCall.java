package dev.meanwhile.io.http;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Mapper;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Misuse;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.Repeatable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that has not been sent yet; the method that names the result sends it. Immutable: the
 * methods that set something return another one. One call may be sent any number of times, also at
 * once.
 *
 * {@snippet file="CallingServices.java" region="calls"}
 *
 * <p><b>Failure.</b> An answer with an unexpected status is an {@link HttpStatusException}; what
 * the client throws is thrown as itself. <b>Interrupt.</b> An interrupt or a cancel of the task
 * ends the exchange at the server, and the call throws {@link InterruptedException}; a deadline
 * around it throws its own {@link dev.meanwhile.DeadlineExceeded}. <b>Threads.</b> The calling
 * thread sends, waits and reads; to the run it is awake meanwhile, so that virtual time stands
 * still. <b>Memory.</b> A body as a whole has no limit; a stream holds one line and a few buffers.
 *
 * <p><b>Repeating.</b> GET, HEAD, OPTIONS, TRACE, PUT and DELETE are repeatable (RFC 9110, section
 * 9.2.2). Others, such as POST and PATCH, are only if they are declared so: by an {@link
 * #idempotencyKey} or with {@link #safeToRepeat}. One that is not is not made again once it may
 * have reached the server: its failure is one that no {@link dev.meanwhile.resilience.Retry}
 * repeats, a {@link NotRepeatableException} or an {@link HttpStatusException.NotRepeatable}, and a
 * policy {@link #under} which it is sent cannot send it twice.
 *
 * <p><b>Pitfalls.</b>
 *
 * <ul>
 *   <li>{@code retry(attempts(3), within(limit, () -> call.asString()))} hides from us that the
 *       request was cut off, and {@code Retry} repeats it. Give the call a {@link #timeout}, or the
 *       policy to {@link #under}.
 *   <li>Streams and {@link #asInputStream} have to be closed. Open them inside of the deadline that
 *       is to hold for them: a policy, its permits and the timeout end with the headers.
 *   <li>A {@link dev.meanwhile.resilience.CircuitBreaker} counts every failure unless told not to;
 *       {@link HttpStatusException.Refused} says nothing about the server's health.
 * </ul>
 */
public final class HttpCall {
  /** RFC 9110, section 9.2.2. */
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final Http http;
  private final HttpRequest request;
  private final Terms terms;

  HttpCall(Http http, HttpRequest request, Terms terms) {
    this.http = http;
    this.request = request;
    this.terms = terms;
  }

  /** Adds a header. */
  public HttpCall header(String name, String value) {
    HttpRequest.Builder copy = HttpRequest.newBuilder(request, (_, _) -> true);
    return new HttpCall(http, copy.header(name, value).build(), terms);
  }

  /**
   * Limits each attempt, from the connection to the end of the body, or to the headers where the
   * body is a stream. One that takes longer ends with {@link java.net.http.HttpTimeoutException}.
   *
   * @param limit more than zero
   */
  public HttpCall timeout(Duration limit) {
    return on(terms.within(requireNonNull(limit, "limit")));
  }

  /** Expects these statuses, and no others; by default those from 200 to 299. */
  public HttpCall expecting(IntPredicate statuses) {
    return on(terms.expecting(requireNonNull(statuses, "statuses")));
  }

  /** Sends it under {@code policy}, and under no other: each attempt is one exchange. */
  public HttpCall under(Policy policy) {
    return on(terms.under(requireNonNull(policy, "policy")));
  }

  /**
   * Declares it repeatable, because the server recognises it by this header when it comes again.
   * The key is the same for all attempts; a new one for each order, not for each attempt.
   */
  public HttpCall idempotencyKey(String key) {
    return header(IDEMPOTENCY_KEY, key);
  }

  /** Declares it repeatable, because to the server twice is the same as once. */
  public HttpCall safeToRepeat() {
    return on(terms.repeatable());
  }

  /**
   * The longest line of a stream, and the longest data of an event; a longer one is an {@link
   * IOException}.
   *
   * @param characters 1 or more; 1,048,576 by default
   */
  public HttpCall longestLine(int characters) {
    return on(terms.longestLine(characters));
  }

  /**
   * What closing a stream may read to get to the end of the body, so that the connection can be
   * used again. Where more than that is left, closing ends the exchange: an HTTP/1.1 connection is
   * closed, an HTTP/2 stream is reset. Reading may have to wait for the server.
   *
   * @param bytes zero or more; none by default
   */
  public HttpCall drainOnClose(long bytes) {
    return on(terms.drain(bytes));
  }

  private HttpCall on(Terms other) {
    return new HttpCall(http, request, other);
  }

  /** The body as text, in the charset that the answer names, or UTF-8. */
  public String asString() throws IOException, InterruptedException {
    return send(answer -> Bodies.text(answer));
  }

  /** The body. */
  public byte[] asBytes() throws IOException, InterruptedException {
    return as(InputStream::readAllBytes);
  }

  /** What {@code reader} makes of the body. */
  public <T extends @Nullable Object> T as(BodyReader<T> reader)
      throws IOException, InterruptedException {
    return answer(reader).body();
  }

  /** The same, with status and headers. */
  public <T extends @Nullable Object> HttpAnswer<T> answer(BodyReader<T> reader)
      throws IOException, InterruptedException {
    requireNonNull(reader, "reader");
    return send(answer -> Bodies.whole(answer, reader));
  }

  /** Sends it, and drops the body of an expected answer. */
  public void discard() throws IOException, InterruptedException {
    as(_ -> "");
  }

  /**
   * {@link #as} as a task that may be repeated: what a {@link dev.meanwhile.resilience.Hedge} asks
   * for.
   *
   * @throws Misuse if it is not repeatable
   */
  public <T extends @Nullable Object> Repeatable<T, IOException> repeatable(BodyReader<T> reader) {
    requireNonNull(reader, "reader");
    if (!isRepeatable()) {
      throw new Misuse(
          this + " is not repeatable; idempotencyKey(key) or safeToRepeat() declares it so");
    }
    return Meanwhile.repeatable(() -> as(reader));
  }

  /**
   * The body as it arrives. Closing it early ends the exchange. A read that is interrupted throws
   * {@link java.nio.channels.ClosedByInterruptException} and leaves the flag set.
   */
  public InputStream asInputStream() throws IOException, InterruptedException {
    return send(HttpAnswer::body);
  }

  /**
   * The body in chunks of up to 16 KiB, as they arrive. This, and what holds for every stream here:
   * lazy, to be closed, and for one thread at a time. Closing it early ends the exchange. Failures
   * come as {@link java.io.UncheckedIOException}; for a read that is interrupted the cause is
   * {@link java.nio.channels.ClosedByInterruptException}, and the flag stays set.
   */
  public Stream<byte[]> chunks() throws IOException, InterruptedException {
    return send(Bodies::chunks);
  }

  /** The lines of the body, in the charset that the answer names, or UTF-8; see {@link #chunks}. */
  public Stream<String> lines() throws IOException, InterruptedException {
    return send(answer -> Bodies.lines(answer, terms.longestLine()));
  }

  /**
   * A value for each line of the body that is not blank; see {@link #chunks}. The lines are UTF-8.
   */
  public <T extends @Nullable Object> Stream<T> jsonLines(BodyReader<T> reader)
      throws IOException, InterruptedException {
    requireNonNull(reader, "reader");
    return send(answer -> Bodies.jsonLines(answer, terms.longestLine(), reader));
  }

  /**
   * The events of a {@code text/event-stream}; see {@link #chunks}. Says that it accepts one,
   * unless a header {@code Accept} says otherwise. Status 204 is a stream without events. It ends
   * when the server ends it: ask again, with the header {@code Last-Event-ID}.
   *
   * @throws IOException also if the answer is something else
   */
  public Stream<ServerSentEvent> events() throws IOException, InterruptedException {
    boolean told = request.headers().firstValue("Accept").isPresent();
    HttpCall call = told ? this : header("Accept", "text/event-stream");
    return call.send(answer -> Bodies.events(answer, terms.longestLine()));
  }

  private <T extends @Nullable Object> T send(
      Mapper<HttpAnswer<ResponseBody>, T, IOException> reading)
      throws IOException, InterruptedException {
    return new Sending(this).send(reading);
  }

  /** An attempt, not begun. */
  Exchange attempt() {
    return new Exchange(http.client(), http.decorated(request), terms, isRepeatable());
  }

  boolean isRepeatable() {
    return terms.declared()
        || IDEMPOTENT.contains(request.method())
        || request.headers().firstValue(IDEMPOTENCY_KEY).isPresent();
  }

  Terms terms() {
    return terms;
  }

  /** Its method and where it goes, without the query. */
  @Override
  public String toString() {
    return Wording.of(request.method(), request.uri());
  }
}
