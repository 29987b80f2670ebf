package dev.meanwhile.io.http;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.resilience.Policy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Calls services through an {@link HttpClient}, from plain blocking code. Kept in a constant, one
 * for each service. Immutable: the methods that set something return another one.
 *
 * {@snippet file="CallingServices.java" region="http"}
 *
 * <p>What a call does more than the client does by itself:
 *
 * <ul>
 *   <li>It ends with its task: a deadline around it, a sibling that failed, or an interrupt of the
 *       thread aborts the exchange at the server, in whatever state it is, and leaves no open
 *       response behind.
 *   <li>An answer with a status that is not expected is an {@link HttpStatusException}.
 *   <li>What may not be repeated is not repeated: see {@link HttpCall}.
 * </ul>
 *
 * <p><b>Deadline.</b> There is no need to set one: {@link dev.meanwhile.Meanwhile#within within}
 * around any number of calls limits them all, and throws its own {@link
 * dev.meanwhile.DeadlineExceeded}. {@link #timeout} is besides for a single attempt.
 *
 * <p><b>The client stays yours</b>: its version, redirects, proxies, TLS, cookies and its end. Two
 * things to set there:
 *
 * <ul>
 *   <li>{@link HttpClient.Builder#connectTimeout connectTimeout}. A call that is cut off while it
 *       connects returns at once, but the JDK gives the socket up only when that time is over, or
 *       the operating system does.
 *   <li>{@link HttpClient.Builder#followRedirects followRedirects}, if wanted. Otherwise a redirect
 *       is an unexpected status.
 * </ul>
 */
public final class Http {
  private final HttpClient client;
  private final Consumer<HttpRequest.Builder> decoration;
  private final Terms terms;

  private Http(HttpClient client, Consumer<HttpRequest.Builder> decoration, Terms terms) {
    this.client = client;
    this.decoration = decoration;
    this.terms = terms;
  }

  /** Calls through {@code client}. */
  public static Http of(HttpClient client) {
    return new Http(requireNonNull(client, "client"), _ -> {}, Terms.USUAL);
  }

  /**
   * Hands each request to {@code hook} before it is sent, each attempt anew, on the calling thread
   * and after hooks that were given before: for trace headers, a token, a user agent. What it
   * throws leaves the call.
   */
  public Http decorating(Consumer<? super HttpRequest.Builder> hook) {
    requireNonNull(hook, "hook");
    return new Http(client, decoration.andThen(hook), terms);
  }

  /** Makes each call under {@code policy}, unless it says otherwise itself. */
  public Http under(Policy policy) {
    return new Http(client, decoration, terms.under(requireNonNull(policy, "policy")));
  }

  /**
   * Limits each attempt of each call, as {@link HttpCall#timeout}.
   *
   * @param limit more than zero
   */
  public Http timeout(Duration limit) {
    return new Http(client, decoration, terms.within(requireNonNull(limit, "limit")));
  }

  /** A GET. */
  public HttpCall get(URI uri) {
    return request(HttpRequest.newBuilder(uri).build());
  }

  /** A HEAD, of which the status and the headers are the answer. */
  public HttpCall head(URI uri) {
    return request(HttpRequest.newBuilder(uri).HEAD().build());
  }

  /** A DELETE. */
  public HttpCall delete(URI uri) {
    return request(HttpRequest.newBuilder(uri).DELETE().build());
  }

  /** A PUT. */
  public HttpCall put(URI uri, BodyPublisher body) {
    return request(HttpRequest.newBuilder(uri).PUT(body).build());
  }

  /** A POST. It is not repeatable unless it is declared so. */
  public HttpCall post(URI uri, BodyPublisher body) {
    return request(HttpRequest.newBuilder(uri).POST(body).build());
  }

  /** A PATCH. It is not repeatable unless it is declared so. */
  public HttpCall patch(URI uri, BodyPublisher body) {
    return request(HttpRequest.newBuilder(uri).method("PATCH", body).build());
  }

  /**
   * Any request. A timeout of its own stays the JDK's: an {@link
   * java.net.http.HttpTimeoutException}, and until JDK 26 only for the time until the headers.
   */
  public HttpCall request(HttpRequest request) {
    return new HttpCall(this, requireNonNull(request, "request"), terms);
  }

  HttpClient client() {
    return client;
  }

  /** The request of one attempt. */
  HttpRequest decorated(HttpRequest request) {
    HttpRequest.Builder copy = HttpRequest.newBuilder(request, (_, _) -> true);
    decoration.accept(copy);
    return copy.build();
  }
}
