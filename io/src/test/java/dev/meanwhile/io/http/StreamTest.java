package dev.meanwhile.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.channels.ClosedByInterruptException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class StreamTest {
  private static final String ENDLESS = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Http http = Http.of(client);
  private final CountDownLatch aborted = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  private static RawServer with(String type, String body) throws IOException {
    return RawServer.answering(RawServer.answer(200, "Content-Type: " + type + "\r\n", body));
  }

  /** Sends this and no more. */
  private RawServer pausingAfter(String headers, String body) throws IOException {
    return RawServer.playing(peer -> {
      peer.head();
      peer.send(ENDLESS + headers + "\r\n" + body);
      peer.awaitAbort();
      aborted.countDown();
    });
  }

  @Nested
  class Elements {
    @Test
    void linesEndWithLfCrLfOrCrAndTheLastMayHaveNone() throws Exception {
      try (var server = with("text/plain", "a\nb\r\nc\r\n\rd\n\ne");
          Stream<String> lines = http.get(server.uri()).lines()) {
        assertThat(lines).containsExactly("a", "b", "c", "", "d", "", "e");
      }
    }

    @Test
    void linesAreInTheCharsetOfTheAnswer() throws Exception {
      try (var server = with("text/plain; charset=iso-8859-1", "\u00e9");
          Stream<String> lines = http.get(server.uri()).lines()) {
        assertThat(lines).containsExactly("\u00c3\u00a9");
      }
    }

    @Test
    void chunksAreTheWholeBodyAndNoneIsLarge() throws Exception {
      String body = "x".repeat(100_000);
      try (var server = with("text/plain", body);
          Stream<byte[]> chunks = http.get(server.uri()).chunks()) {
        List<byte[]> all = chunks.toList();
        assertThat(all).allMatch(chunk -> chunk.length > 0 && chunk.length <= 16_384);
        assertThat(all.stream().map(String::new).collect(Collectors.joining())).isEqualTo(body);
      }
    }

    @Test
    void jsonLinesAreReadOneByOneInUtf8AndBlankOnesAreSkipped() throws Exception {
      try (var server = with("application/jsonl; charset=iso-8859-1", "\"\u00e9\"\r\n\n \n12\n");
          Stream<String> values =
              http.get(server.uri()).jsonLines(line -> new String(line.readAllBytes(), "UTF-8"))) {
        assertThat(values).containsExactly("\"\u00e9\"", "12");
      }
    }

    @Test
    void anElementIsThereBeforeTheNextOneIsSent() throws Exception {
      try (var server = pausingAfter("", "first\r");
          Stream<String> lines = http.get(server.uri()).lines()) {
        assertThat(lines.iterator().next()).isEqualTo("first");
      }
      aborted.await();
    }

    @Test
    void aBodyWithoutContentHasNone() throws Exception {
      try (var server = with("text/plain", "")) {
        try (Stream<String> lines = http.get(server.uri()).lines()) {
          assertThat(lines).isEmpty();
        }
        try (Stream<byte[]> chunks = http.get(server.uri()).chunks()) {
          assertThat(chunks).isEmpty();
        }
      }
    }
  }

  @Nested
  class Closing {
    @Test
    void closedAfterAPartItEndsTheExchange() throws Exception {
      try (var server = pausingAfter("", "1\n2\n3\n")) {
        try (Stream<String> lines = http.get(server.uri()).lines()) {
          assertThat(lines.limit(2)).containsExactly("1", "2");
        }
        aborted.await();
      }
    }

    @Test
    void closedUnreadItEndsTheExchange() throws Exception {
      try (var server = pausingAfter("", "1\n")) {
        http.get(server.uri()).lines().close();
        aborted.await();
      }
    }

    @Test
    void aFailureInTheMiddleOfTheStreamEndsTheExchange() throws Exception {
      var failure = new IllegalStateException("third");
      try (var server = pausingAfter("", "1\n2\n3\n")) {
        assertThatThrownBy(
                () -> {
                  try (Stream<String> lines = http.get(server.uri()).lines()) {
                    lines.forEach(_ -> {
                      throw failure;
                    });
                  }
                })
            .isSameAs(failure);
        aborted.await();
      }
    }

    @Test
    void anInputStreamClosedEarlyEndsTheExchange() throws Exception {
      try (var server = pausingAfter("", "12")) {
        try (InputStream body = http.get(server.uri()).asInputStream()) {
          assertThat(body.read()).isEqualTo('1');
          assertThat(body.available()).isEqualTo(1);
        }
        aborted.await();
      }
    }

    @Test
    void aBodyWithoutEndIsReadInBoundedMemory() throws Exception {
      String megabyte = ("x".repeat(1023) + "\n").repeat(1024);
      try (var server =
          RawServer.playing(peer -> {
            peer.head();
            peer.send(ENDLESS + "\r\n");
            while (true) {
              peer.send(megabyte);
            }
          })) {
        try (Stream<String> lines = http.get(server.uri()).lines()) {
          assertThat(lines.limit(100_000).mapToInt(String::length).sum()).isEqualTo(102_300_000);
        }
        assertThat(server.ended.take()).contains("Exception");
      }
    }

    @Test
    void readToItsEndItLeavesTheConnection() throws Exception {
      try (var server = counting("1\n2\n")) {
        for (int i = 0; i < 3; i++) {
          try (Stream<String> lines = http.get(server.uri()).lines()) {
            assertThat(lines).hasSize(2);
          }
        }
      }
      assertThat(connections).hasValue(1);
    }

    @Test
    void drainedItLeavesTheConnection() throws Exception {
      try (var server = counting("1\n".repeat(50_000))) {
        for (int i = 0; i < 3; i++) {
          try (Stream<String> lines = http.get(server.uri()).drainOnClose(1 << 20).lines()) {
            assertThat(lines.limit(2)).hasSize(2);
          }
        }
      }
      assertThat(connections).hasValue(1);
    }

    @Test
    void moreThanMayBeDrainedEndsTheExchange() throws Exception {
      try (var server = pausingAfter("", "1\n".repeat(50_000))) {
        try (Stream<String> lines = http.get(server.uri()).drainOnClose(1_000).lines()) {
          assertThat(lines.limit(2)).hasSize(2);
        }
        aborted.await();
      }
    }

    private RawServer counting(String body) throws IOException {
      return RawServer.playing(peer -> {
        connections.incrementAndGet();
        while (!peer.head().isEmpty()) {
          peer.send(RawServer.answer(200, "", body));
        }
      });
    }
  }

  @Nested
  class Failures {
    @Test
    void anInterruptWhileItIsReadEndsTheExchangeAndKeepsTheFlag() throws Exception {
      try (var server = pausingAfter("", "1\n")) {
        var read = new CountDownLatch(1);
        var thrown = new CompletableFuture<Throwable>();
        Thread reader =
            Thread.ofVirtual()
                .start(() -> {
                  Throwable failure = catchThrowable(() -> readAll(server, read));
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  thrown.complete(failure);
                });
        read.await();
        reader.interrupt();
        assertThat(thrown.get())
            .isInstanceOf(UncheckedIOException.class)
            .hasCauseInstanceOf(ClosedByInterruptException.class);
        aborted.await();
      }
    }

    private void readAll(RawServer server, CountDownLatch read) throws Exception {
      try (Stream<String> lines = http.get(server.uri()).lines()) {
        lines.forEach(_ -> read.countDown());
      }
    }

    @Test
    void aBodyThatBreaksOffIsOne() throws Exception {
      try (var server =
              RawServer.playing(peer -> {
                peer.head();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1\n2");
              });
          Stream<String> lines = http.get(server.uri()).lines()) {
        Iterator<String> all = lines.iterator();
        assertThat(all.next()).isEqualTo("1");
        assertThatThrownBy(all::next).isInstanceOf(UncheckedIOException.class);
      }
    }

    @Test
    void aLineThatIsTooLongIsOne() throws Exception {
      try (var server = with("text/plain", "1234\n12345\n");
          Stream<String> lines = http.get(server.uri()).longestLine(4).lines()) {
        Iterator<String> all = lines.iterator();
        assertThat(all.next()).isEqualTo("1234");
        assertThatThrownBy(all::next)
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageEndingWith(
                "a line is longer than 4 characters; longestLine allows longer ones");
      }
    }

    @Test
    void aLineThatCannotBeReadIsOne() throws Exception {
      var unreadable = new IOException("no JSON");
      try (var server = with("application/jsonl", "1\n");
          Stream<Object> values =
              http.get(server.uri())
                  .jsonLines(_ -> {
                    throw unreadable;
                  })) {
        assertThatThrownBy(values::toList)
            .isInstanceOf(UncheckedIOException.class)
            .hasCause(unreadable);
      }
    }

    @Test
    void aStatusThatIsNotExpectedIsThrownBeforeThereIsAStream() throws Exception {
      try (var server = RawServer.answering(RawServer.answer(500, "", "1\n"))) {
        assertThatThrownBy(() -> http.get(server.uri()).lines())
            .isInstanceOf(HttpStatusException.class);
      }
    }
  }
}
