package dev.meanwhile.io.http;

import static dev.meanwhile.Meanwhile.within;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class HttpTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Http http = Http.of(client);
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  /** Answers each request in the same way; one with a body sends five bytes. */
  private RawServer server(String answer) throws IOException {
    return RawServer.playing(peer -> {
      connections.incrementAndGet();
      for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
        heads.add(head);
        if (head.contains("Content-Length: 5")) {
          heads.add(new String(peer.read(5), StandardCharsets.US_ASCII));
        }
        peer.send(answer);
      }
    });
  }

  private static String ok(String headers, String body) {
    return RawServer.answer(200, headers, body);
  }

  @Nested
  class Requests {
    @Test
    void eachMethodIsSentWithItsBodyAndHeaders() throws Exception {
      try (var server = server("HTTP/1.1 204 Nothing\r\n\r\n")) {
        http.get(server.uri()).header("X-Tag", "a").header("X-Tag", "b").discard();
        http.head(server.uri()).discard();
        http.delete(server.uri()).discard();
        http.put(server.uri(), ofString("put..")).discard();
        http.post(server.uri(), ofString("post.")).discard();
        http.patch(server.uri(), ofString("patch")).discard();
      }
      assertThat(heads)
          .extracting(head -> head.split("[ \r]", 2)[0])
          .containsExactly(
              "GET", "HEAD", "DELETE", "PUT", "put..", "POST", "post.", "PATCH", "patch");
      assertThat(heads.getFirst()).contains("X-Tag: a\r\n", "X-Tag: b\r\n");
    }

    @Test
    void aRequestOfTheJdkIsSentAsItIs() throws Exception {
      try (var server = server(ok("", "yes"))) {
        HttpRequest request =
            HttpRequest.newBuilder(server.uri())
                .method("QUERY", ofString("where"))
                .header("X-Own", "1")
                .build();
        assertThat(http.request(request).header("X-More", "2").asString()).isEqualTo("yes");
      }
      assertThat(heads.getFirst()).startsWith("QUERY /x").contains("X-Own: 1\r\n", "X-More: 2\r\n");
      assertThat(heads.getLast()).isEqualTo("where");
    }

    @Test
    void hooksDecorateEachAttemptAnewInTheirOrder() throws Exception {
      var spans = new AtomicInteger();
      Http traced =
          http.decorating(request -> request.setHeader("Span", "" + spans.incrementAndGet()))
              .decorating(request -> request.header("After", "" + spans.get()))
              .under(Retry.attempts(2).backoff(Backoff.fixed(Duration.ZERO)));
      try (var server = server(RawServer.answer(503, "", ""))) {
        assertThatThrownBy(() -> traced.get(server.uri()).header("Span", "0").discard())
            .isInstanceOf(HttpStatusException.class);
      }
      assertThat(heads).hasSize(2);
      assertThat(heads.get(0)).contains("Span: 1\r\n", "After: 1\r\n").doesNotContain("Span: 0");
      assertThat(heads.get(1)).contains("Span: 2\r\n", "After: 2\r\n");
    }

    @Test
    void whatAHookThrowsLeavesTheCallAndNothingIsSent() throws Exception {
      var failure = new IllegalStateException("no token");
      Http broken =
          http.decorating(_ -> {
            throw failure;
          });
      try (var server = server(ok("", ""))) {
        assertThatThrownBy(() -> broken.get(server.uri()).discard()).isSameAs(failure);
        assertThatThrownBy(() -> broken.post(server.uri(), ofString("")).discard())
            .isSameAs(failure);
      }
      assertThat(connections).hasValue(0);
    }

    @Test
    void aCallSaysWhatItIsWithoutItsQuery() {
      assertThat(http.get(URI.create("http://me@host:8080/a/b?token=secret#c")))
          .hasToString("GET http://host:8080/a/b");
    }
  }

  @Nested
  class Results {
    @Test
    void textIsInTheCharsetOfTheAnswer() throws Exception {
      byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
      try (var server =
          RawServer.playing(peer -> {
            peer.head();
            peer.send(
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n"
                    + "Content-Type: text/plain; Charset=\"iso-8859-1\"\r\n\r\n");
            peer.send(latin);
          })) {
        assertThat(http.get(server.uri()).asString()).isEqualTo("caf\u00e9");
      }
    }

    @Test
    void withoutACharsetOrWithAnUnknownOneItIsUtf8() throws Exception {
      for (String type : List.of("", "Content-Type: text/plain; charset=klingon\r\n")) {
        try (var server = server(ok(type, "caf\u00e9"))) {
          assertThat(http.get(server.uri()).asString()).isEqualTo("caf\u00e9");
        }
      }
    }

    @Test
    void bytesAreTheBody() throws Exception {
      try (var server = server(ok("", "body"))) {
        assertThat(http.get(server.uri()).asBytes()).containsExactly('b', 'o', 'd', 'y');
      }
    }

    @Test
    void aReaderMakesTheResultWhichMayBeNull() throws Exception {
      try (var server = server(ok("", "7"))) {
        assertThat(http.get(server.uri()).<Integer>as(body -> body.read() - '0')).isEqualTo(7);
        assertThat(http.get(server.uri()).<String>as(_ -> null)).isNull();
      }
    }

    @Test
    void anAnswerHasStatusHeadersAndPlaceBesides() throws Exception {
      try (var server = server(RawServer.answer(201, "Location: /y\r\n", "made"))) {
        HttpAnswer<byte[]> answer =
            http.post(server.uri(), ofString("")).answer(body -> body.readAllBytes());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().firstValue("location")).hasValue("/y");
        assertThat(answer.uri()).isEqualTo(server.uri());
        assertThat(answer.body()).hasSize(4);
      }
    }

    @Test
    void whatAReaderLeavesDoesNotCostTheConnection() throws Exception {
      try (var server = server(ok("", "{}\n" + " ".repeat(50_000)))) {
        for (int i = 0; i < 3; i++) {
          assertThat(http.get(server.uri()).<Integer>as(body -> body.read())).isEqualTo('{');
        }
      }
      assertThat(connections).hasValue(1);
    }

    @Test
    void moreThanThatEndsTheExchange() throws Exception {
      try (var server = server(ok("", "x".repeat(1_000_000)))) {
        http.get(server.uri()).discard();
        http.get(server.uri()).discard();
        assertThat(server.ended.take()).isNotNull();
      }
      assertThat(connections).hasValue(2);
    }
  }

  @Nested
  class Waiting {
    @Test
    void isNoTimeThatPassesOnAVirtualClock() throws Exception {
      var time = VirtualTime.create();
      try (var server = server(ok("", "slow"))) {
        String answer =
            time.run(() -> within(ofSeconds(1), () -> http.get(server.uri()).asString()));
        assertThat(answer).isEqualTo("slow");
      }
      assertThat(time.elapsed()).isZero();
    }
  }

  @Nested
  class BadInput {
    @Test
    void aTimeoutThatLeavesNoTimeIsRefused() {
      HttpCall call = http.get(URI.create("http://127.0.0.1/"));
      assertThatThrownBy(() -> call.timeout(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a timeout of PT0S; allowed: more than zero");
      assertThatThrownBy(() -> http.timeout(Duration.ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsThatAreNoneAreRefused() {
      HttpCall call = http.get(URI.create("http://127.0.0.1/"));
      assertThatThrownBy(() -> call.longestLine(0))
          .hasMessage("a longest line of 0 characters; allowed: 1 to 2147483647");
      assertThatThrownBy(() -> call.drainOnClose(-1))
          .hasMessage("-1 bytes to drain; allowed: 0 to 9223372036854775807");
    }

    @Test
    void nullIsNamed() {
      HttpCall call = http.get(URI.create("http://127.0.0.1/"));
      assertThatThrownBy(() -> Http.of(null)).hasMessage("client");
      assertThatThrownBy(() -> http.under(null)).hasMessage("policy");
      assertThatThrownBy(() -> http.decorating(null)).hasMessage("hook");
      assertThatThrownBy(() -> http.timeout(null)).hasMessage("limit");
      assertThatThrownBy(() -> http.request(null)).hasMessage("request");
      assertThatThrownBy(() -> call.as(null)).hasMessage("reader");
      assertThatThrownBy(() -> call.expecting(null)).hasMessage("statuses");
      assertThatThrownBy(() -> call.jsonLines(null)).hasMessage("reader");
      assertThatThrownBy(() -> call.repeatable(null)).hasMessage("reader");
      assertThatThrownBy(() -> http.get(null)).isInstanceOf(NullPointerException.class);
    }
  }
}
