package dev.meanwhile.io.http;

import static dev.meanwhile.Meanwhile.attempts;
import static dev.meanwhile.Meanwhile.retry;
import static dev.meanwhile.Meanwhile.within;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Misuse;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Hedge;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.resilience.Unretryable;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be repeated is, and nothing else. */
@ExtendWith(LeakGuard.class)
class RepeatTest {
  private static final String OK = RawServer.answer(200, "Connection: close\r\n", "done");
  private static final String BUSY = RawServer.answer(503, "Connection: close\r\n", "busy");
  private static final String DROPPED = "";

  private final VirtualTime time = VirtualTime.create();
  private final Retry three = attempts(3).backoff(Backoff.fixed(ofMillis(100)));
  private final HttpClient client = HttpClient.newHttpClient();
  private final Http http = Http.of(client);
  private final List<String> heads = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  /** Gives each request its answer in turn, and the last one from then on. */
  private RawServer server(String... answers) throws IOException {
    return RawServer.playing(peer -> {
      heads.add(peer.head());
      peer.send(answers[Math.min(heads.size(), answers.length) - 1]);
    });
  }

  private HttpCall post(URI uri) {
    return http.post(uri, ofString("order"));
  }

  @Nested
  class OfARepeatableCall {
    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void aStatusThatMayPassIsRetried(int status) throws Exception {
      try (var server = server(RawServer.answer(status, "Connection: close\r\n", ""), OK)) {
        assertThat(time.run(() -> retry(three, () -> http.get(server.uri()).asString())))
            .isEqualTo("done");
        assertThat(heads).hasSize(2);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 400, 401, 403, 404, 409, 422})
    void aStatusThatStaysIsNot(int status) throws Exception {
      try (var server = server(RawServer.answer(status, "Connection: close\r\n", ""), OK)) {
        Retry told = three.on(IOException.class);
        assertThatThrownBy(
                () -> time.run(() -> retry(told, () -> http.get(server.uri()).asString())))
            .isInstanceOf(HttpStatusException.Refused.class);
        assertThat(heads).hasSize(1);
      }
    }

    @Test
    void aConnectionThatBreaksIsRetriedWithTheFailureOfTheJdk() throws Exception {
      try (var server = server(DROPPED)) {
        assertThatThrownBy(() ->
                time.run(() -> http.under(three).put(server.uri(), ofString("new")).asString()))
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(NotRepeatableException.class);
        assertThat(heads).hasSize(3);
      }
    }

    @Test
    void aTimeoutOfAnAttemptIsRetried() throws Exception {
      var cue = new Cue();
      var arrived = new CountDownLatch(1);
      try (var server =
          RawServer.playing(peer -> {
            heads.add(peer.head());
            if (heads.size() == 1) {
              arrived.countDown();
              peer.awaitAbort();
            } else {
              peer.send(OK);
            }
          })) {
        Http impatient =
            http.timeout(ofSeconds(5)).under(attempts(2).backoff(Backoff.fixed(Duration.ZERO)));
        cue.strikeAfter(arrived::await);
        assertThat(cue.run(() -> impatient.get(server.uri()).asString())).isEqualTo("done");
      }
    }

    @Test
    void itIsWhateverHasAnIdempotentMethod() {
      URI uri = URI.create("http://127.0.0.1/");
      for (String method : List.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")) {
        assertThat(any(method, uri).isRepeatable()).as(method).isTrue();
      }
      for (String method : List.of("POST", "PATCH", "LOCK", "get")) {
        assertThat(any(method, uri).isRepeatable()).as(method).isFalse();
      }
    }

    private HttpCall any(String method, URI uri) {
      return http.request(
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build());
    }

    @Test
    void theHedgeGetsIt() throws Exception {
      try (var server = server(OK)) {
        Hedge hedge = Hedge.after(ofSeconds(1));
        HttpCall call = http.get(server.uri());
        String answer =
            time.run(() -> hedge.call(call.repeatable(body -> new String(body.readAllBytes()))));
        assertThat(answer).isEqualTo("done");
      }
    }
  }

  @Nested
  class OfACallThatIsNotDeclared {
    @Test
    void aStatusIsNotRetried() throws Exception {
      try (var server = server(BUSY)) {
        assertThatThrownBy(() -> time.run(() -> retry(three, () -> post(server.uri()).asString())))
            .isInstanceOf(HttpStatusException.NotRepeatable.class)
            .hasMessageEndingWith("/x answered 503: busy");
        assertThat(heads).hasSize(1);
      }
    }

    @Test
    void aConnectionThatBreaksIsNotRetried() throws Exception {
      try (var server = server(DROPPED)) {
        assertThatThrownBy(() -> time.run(() -> retry(three, () -> post(server.uri()).asString())))
            .isInstanceOf(NotRepeatableException.class)
            .hasMessageStartingWith(
                "POST " + server.uri() + " failed, may have been carried out and is not declared")
            .hasCauseInstanceOf(IOException.class);
        assertThat(heads).hasSize(1);
      }
    }

    @Test
    void aBodyThatCannotBeReadIsNotAskedForAgain() throws Exception {
      try (var server = server(OK)) {
        var unreadable = new IllegalStateException("no JSON");
        assertThatThrownBy(() ->
                time.run(() ->
                    retry(
                        three,
                        () ->
                            post(server.uri())
                                .as(_ -> {
                                  throw unreadable;
                                }))))
            .isInstanceOf(NotRepeatableException.class)
            .hasCause(unreadable);
        assertThat(heads).hasSize(1);
      }
    }

    @Test
    void aTimeoutOfTheAttemptIsNotRetried() throws Exception {
      var cue = new Cue();
      try (var server = silent()) {
        cue.strikeAfter(arrived::await);
        assertThatThrownBy(() ->
                cue.run(
                    () -> retry(three, () -> post(server.uri()).timeout(ofSeconds(5)).asString())))
            .isInstanceOf(NotRepeatableException.class)
            .hasCauseInstanceOf(HttpTimeoutException.class);
        assertThat(heads).hasSize(1);
      }
    }

    @Test
    void aTimeLimitInItsPolicyCannotMakeItBeSentTwice() throws Exception {
      var cue = new Cue();
      Policy policy =
          Policy.of(attempts(3).backoff(Backoff.fixed(Duration.ZERO)), within(ofSeconds(5)));
      try (var server = silent()) {
        cue.strikeAfter(arrived::await);
        assertThatThrownBy(() -> cue.run(() -> post(server.uri()).under(policy).asString()))
            .isInstanceOf(NotRepeatableException.class)
            .hasMessageEndingWith(
                " was sent before, may have been carried out and is not declared repeatable");
        assertThat(heads).hasSize(1);
      }
    }

    private final CountDownLatch arrived = new CountDownLatch(1);

    private RawServer silent() throws IOException {
      return RawServer.playing(peer -> {
        heads.add(peer.head());
        arrived.countDown();
        peer.awaitAbort();
      });
    }

    @Test
    void aConnectionThatIsRefusedIsRetriedBecauseNothingArrived() throws Exception {
      var attempts = new AtomicInteger();
      Retry counted = three.onAttempt(_ -> attempts.incrementAndGet());
      try (var nobody = new Socket()) {
        URI uri = at(nobody);
        assertThatThrownBy(() -> time.run(() -> post(uri).under(counted).asString()))
            .isInstanceOf(ConnectException.class);
      }
      assertThat(attempts).hasValue(3);
    }

    @Test
    void oneThatIsRefusedAfterARedirectIsNot() throws Exception {
      try (var nobody = new Socket();
          var server =
              server(
                  RawServer.answer(
                      303, "Connection: close\r\nLocation: " + at(nobody) + "\r\n", ""));
          var following =
              HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
        Http redirected = Http.of(following).under(three);
        assertThatThrownBy(
                () -> time.run(() -> redirected.post(server.uri(), ofString("order")).asString()))
            .isInstanceOf(NotRepeatableException.class)
            .hasCauseInstanceOf(ConnectException.class);
        assertThat(heads).hasSize(1);
      }
    }

    /** A port that is taken, and where nobody listens. */
    private static URI at(Socket silent) throws IOException {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
    }

    @Test
    void asATaskForAHedgeItIsRefused() {
      assertThatThrownBy(() -> post(URI.create("http://127.0.0.1/a?token=1")).repeatable(_ -> ""))
          .isInstanceOf(Misuse.class)
          .hasMessage(
              "POST http://127.0.0.1/a is not repeatable;"
                  + " idempotencyKey(key) or safeToRepeat() declares it so");
    }

    @Test
    void noFailureOfItCanBeRetriedByAnyRetry() throws Exception {
      try (var server = server(BUSY)) {
        assertThat(catchThrowable(() -> post(server.uri()).discard()))
            .isInstanceOf(Unretryable.class);
      }
    }
  }

  @Nested
  class OfACallThatIsDeclared {
    @Test
    void itsKeyIsTheSameForAllAttempts() throws Exception {
      try (var server = server(BUSY, DROPPED, OK)) {
        HttpCall order = post(server.uri()).idempotencyKey("order-7");
        assertThat(time.run(() -> order.under(three).asString())).isEqualTo("done");
        assertThat(heads)
            .hasSize(3)
            .allMatch(head -> head.contains("Idempotency-Key: order-7\r\n"));
      }
    }

    @Test
    void safeToRepeatNeedsNoKey() throws Exception {
      try (var server = server(DROPPED, BUSY, OK)) {
        HttpCall search = post(server.uri()).safeToRepeat();
        assertThat(time.run(() -> retry(three, search::asString))).isEqualTo("done");
        assertThat(heads).hasSize(3);
      }
    }

    @Test
    void theKeyMayBeInARequestOfTheJdk() throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1/"))
              .POST(ofString("order"))
              .header("idempotency-key", "7")
              .build();
      assertThat(http.request(request).isRepeatable()).isTrue();
    }
  }

  @Nested
  class RetryAfterOfTheServer {
    private final Retry patient = attempts(2).backoff(Backoff.fixed(Duration.ZERO));

    private Duration waited(String headers) throws Exception {
      String busy = RawServer.answer(429, "Connection: close\r\n" + headers, "");
      try (var server = server(busy, OK)) {
        assertThat(time.run(() -> http.under(patient).get(server.uri()).asString()))
            .isEqualTo("done");
        return time.elapsed();
      }
    }

    @Test
    void inSecondsIsWaited() throws Exception {
      assertThat(waited("Retry-After: 20\r\n")).isEqualTo(ofSeconds(20));
    }

    @Test
    void asADateIsWaitedByTheServersClock() throws Exception {
      assertThat(
              waited(
                  """
                  Date: Fri, 31 Dec 1999 23:59:59 GMT\r
                  Retry-After: Sat, 01 Jan 2000 00:00:29 GMT\r
                  """))
          .isEqualTo(ofSeconds(30));
    }

    @Test
    void beyondWhatTheRetryBearsEndsIt() throws Exception {
      String busy = RawServer.answer(503, "Connection: close\r\nRetry-After: 3600\r\n", "");
      try (var server = server(busy)) {
        assertThatThrownBy(() -> time.run(() -> http.under(patient).get(server.uri()).asString()))
            .isInstanceOf(HttpStatusException.class);
        assertThat(heads).hasSize(1);
        assertThat(time.elapsed()).isZero();
      }
    }

    @Test
    void pausesARateLimitForEverybody() throws Exception {
      String busy = RawServer.answer(429, "Connection: close\r\nRetry-After: 20\r\n", "");
      Http limited = http.under(RateLimit.perSecond(100));
      try (var server = server(busy, OK)) {
        time.run(() -> {
          assertThatThrownBy(() -> limited.post(server.uri(), ofString("order")).asString())
              .isInstanceOf(HttpStatusException.NotRepeatable.class);
          return limited.get(server.uri()).asString();
        });
        assertThat(time.elapsed()).isEqualTo(ofSeconds(20));
      }
    }
  }
}
