package dev.meanwhile.io.http;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meanwhile.resilience.RetryAfter;
import dev.meanwhile.testing.LeakGuard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class HttpStatusTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Http http = Http.of(client);

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  private static HttpStatusException thrownBy(HttpCall call) {
    return catchThrowableOfType(HttpStatusException.class, call::asString);
  }

  @Nested
  class TheException {
    @Test
    void saysWhatWasAskedAndWhatCameBack() throws Exception {
      try (var server = RawServer.answering(RawServer.answer(404, "X-Id: 7\r\n", "no such user"))) {
        URI uri = URI.create(server.uri() + "?token=secret");
        HttpStatusException thrown = thrownBy(http.get(uri));
        assertThat(thrown)
            .isInstanceOf(IOException.class)
            .hasMessage("GET " + server.uri() + " answered 404: no such user");
        assertThat(thrown.status()).isEqualTo(404);
        assertThat(thrown.method()).isEqualTo("GET");
        assertThat(thrown.uri()).isEqualTo(uri);
        assertThat(thrown.headers().firstValue("x-id")).hasValue("7");
        assertThat(thrown.excerpt()).isEqualTo("no such user");
        assertThat(thrown.retryAfter()).isNull();
      }
    }

    @Test
    void hasNoMoreThanTheBeginningOfTheBodyAndOneLineOfItInItsMessage() throws Exception {
      String body = "first\r\nsecond\u001b[0m" + "x".repeat(10_000);
      try (var server = RawServer.answering(RawServer.answer(500, "", body))) {
        HttpStatusException thrown = thrownBy(http.get(server.uri()));
        assertThat(thrown.excerpt()).isEqualTo(body.substring(0, 4096));
        assertThat(thrown.getMessage())
            .contains("answered 500: first second [0mxxx")
            .hasSizeLessThan(280);
      }
    }

    @Test
    void isThrownAlsoWhereTheBodyBreaksOff() throws Exception {
      try (var server =
          RawServer.playing(peer -> {
            peer.head();
            peer.send("HTTP/1.1 500 Broken\r\nContent-Length: 100\r\n\r\nhalf");
          })) {
        HttpStatusException thrown = thrownBy(http.get(server.uri()));
        assertThat(thrown.status()).isEqualTo(500);
        assertThat(thrown.excerpt()).isEmpty();
      }
    }

    @Test
    void leavesTheConnectionToTheNextCall() throws Exception {
      var connections = new AtomicInteger();
      try (var server =
          RawServer.playing(peer -> {
            connections.incrementAndGet();
            while (!peer.head().isEmpty()) {
              peer.send(RawServer.answer(503, "", "x".repeat(60_000)));
            }
          })) {
        assertThat(thrownBy(http.get(server.uri()))).isNotNull();
        assertThat(thrownBy(http.get(server.uri()))).isNotNull();
      }
      assertThat(connections).hasValue(1);
    }

    @Test
    void survivesSerialization() throws Exception {
      try (var server = RawServer.answering(RawServer.answer(429, "Retry-After: 5\r\n", "slow"))) {
        HttpStatusException copy = copy(thrownBy(http.post(server.uri(), ofString(""))));
        assertThat(copy).isInstanceOf(HttpStatusException.NotRepeatable.class);
        assertThat(copy.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(copy.excerpt()).isEqualTo("slow");
      }
    }

    private static HttpStatusException copy(HttpStatusException thrown) throws Exception {
      var bytes = new ByteArrayOutputStream();
      try (var out = new ObjectOutputStream(bytes)) {
        out.writeObject(thrown);
      }
      try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return (HttpStatusException) in.readObject();
      }
    }
  }

  @Nested
  class Expected {
    @Test
    void isWhatTheCallSays() throws Exception {
      try (var server = RawServer.answering(RawServer.answer(404, "", "nobody"))) {
        HttpCall call = http.get(server.uri()).expecting(s -> s == 200 || s == 404);
        assertThat(call.answer(body -> new String(body.readAllBytes())))
            .extracting(HttpAnswer::status, HttpAnswer::body)
            .containsExactly(404, "nobody");
      }
    }

    @Test
    void andNothingElse() throws Exception {
      try (var server = RawServer.answering(RawServer.answer(200, "", ""))) {
        assertThat(thrownBy(http.get(server.uri()).expecting(s -> s == 304)))
            .isInstanceOf(HttpStatusException.Refused.class)
            .hasMessage("GET " + server.uri() + " answered 200");
      }
    }

    @Test
    void aRedirectThatTheClientDoesNotFollowIsNot() throws Exception {
      try (var server = RawServer.answering(RawServer.answer(302, "Location: /y\r\n", ""))) {
        assertThat(thrownBy(http.get(server.uri())).status()).isEqualTo(302);
      }
    }
  }

  @Nested
  class RetryAfterIsRead {
    private static Duration asked(String... namesAndValues) {
      var headers = new TreeMap<String, List<String>>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
      }
      HttpHeaders all = HttpHeaders.of(headers, (_, _) -> true);
      RetryAfter hint =
          new HttpStatusException(
              "GET", new HttpAnswer<>(503, all, URI.create("http://127.0.0.1/"), ""));
      return hint.retryAfter();
    }

    @Test
    void inSeconds() {
      assertThat(asked("Retry-After", "0")).isZero();
      assertThat(asked("Retry-After", " 120 ")).isEqualTo(Duration.ofMinutes(2));
      assertThat(asked("Retry-After", "9".repeat(30)))
          .isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
    }

    @Test
    void asADateInEachOfItsThreeForms() {
      for (String date :
          List.of(
              "Sun, 06 Nov 1994 08:49:37 GMT",
              "Sunday, 06-Nov-94 08:49:37 GMT",
              "Sun Nov  6 08:49:37 1994")) {
        assertThat(asked("Retry-After", date, "Date", "Sun, 06 Nov 1994 08:49:07 GMT"))
            .as(date)
            .isEqualTo(Duration.ofSeconds(30));
      }
    }

    @Test
    void asADateThatHasPassedItIsNoTime() {
      assertThat(
              asked(
                  "Retry-After",
                  "Sun, 06 Nov 1994 08:49:37 GMT",
                  "Date",
                  "Sun, 06 Nov 1994 09:00:00 GMT"))
          .isZero();
    }

    @Test
    void withoutADateOfTheServerItIsByTheClockHere() {
      assertThat(asked("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")).isZero();
      assertThat(asked("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"))
          .isGreaterThan(Duration.ofDays(365_000));
    }

    @Test
    void whatCannotBeReadIsNothing() {
      assertThat(asked()).isNull();
      for (String nonsense : List.of("", "soon", "-5", "1.5", "Mon, 06 Nov 1994 08:49:37 GMT")) {
        assertThat(asked("Retry-After", nonsense)).as(nonsense).isNull();
      }
    }
  }

  @Test
  void aMapOfHeadersIsNotShared() {
    var headers = HttpHeaders.of(Map.of("a", List.of("b")), (_, _) -> true);
    var thrown =
        new HttpStatusException(
            "GET", new HttpAnswer<>(503, headers, URI.create("http://127.0.0.1/"), ""));
    assertThat(thrown.headers()).isEqualTo(headers);
  }
}
