package dev.meanwhile.io.http;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.TaskTrace;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call ends with its task, and the server sees it. */
@ExtendWith(LeakGuard.class)
class AbortTest {
  private static final String HALF = "HTTP/1.1 200 Said\r\nContent-Length: 100\r\n\r\nhalf\n";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Http http = Http.of(client);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch aborted = new CountDownLatch(1);
  private final Cue cue = new Cue();

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  /** What the call is doing when it is cut off. */
  enum Phase {
    WAITING {
      @Override
      Task<?, IOException> call(Http http, RawServer server) {
        return () -> http.get(server.uri()).asString();
      }
    },
    SENDING {
      @Override
      Task<?, IOException> call(Http http, RawServer server) {
        Iterable<byte[]> endless = () -> Stream.generate(() -> new byte[65_536]).iterator();
        return () -> http.post(server.uri(), BodyPublishers.ofByteArrays(endless)).asString();
      }
    },
    READING {
      @Override
      Task<?, IOException> call(Http http, RawServer server) {
        return () -> http.get(server.uri()).asString();
      }
    },
    READING_A_FAILURE {
      @Override
      Task<?, IOException> call(Http http, RawServer server) {
        return () -> http.get(server.uri()).expecting(status -> status == 404).asString();
      }
    },
    READING_A_VALUE {
      @Override
      Task<?, IOException> call(Http http, RawServer server) {
        return () -> http.get(server.uri()).as(Phase::wrapping);
      }
    },
    STREAMING {
      @Override
      Task<?, IOException> call(Http http, RawServer server) {
        return () -> {
          try (Stream<String> lines = http.get(server.uri()).lines()) {
            return lines.toList();
          }
        };
      }
    };

    abstract Task<?, IOException> call(Http http, RawServer server);

    boolean isAnswered() {
      return this != WAITING && this != SENDING;
    }

    /** As a JSON library does that knows no checked exceptions. */
    private static String wrapping(InputStream body) {
      try {
        return new String(body.readAllBytes());
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private RawServer silentAfter(Phase phase) throws IOException {
    return RawServer.playing(peer -> {
      peer.head();
      if (phase.isAnswered()) {
        peer.send(HALF);
      }
      asked.countDown();
      peer.awaitAbort();
      aborted.countDown();
    });
  }

  @Nested
  class OfTheExchange {
    @ParameterizedTest
    @EnumSource
    void aDeadlineAbortsItAndThrowsItsOwnFailure(Phase phase) throws Exception {
      try (var server = silentAfter(phase)) {
        cue.strikeAfter(asked::await);
        Task<?, IOException> call = phase.call(http, server);
        assertThatThrownBy(() -> cue.run(() -> within(ofSeconds(2), call)))
            .isInstanceOf(DeadlineExceeded.class);
        aborted.await();
      }
    }

    @ParameterizedTest
    @EnumSource
    void aSiblingThatFailsAbortsItAndIsThrown(Phase phase) throws Exception {
      var failure = new IOException("sibling");
      try (var server = silentAfter(phase)) {
        Task<?, IOException> sibling =
            () -> {
              asked.await();
              throw failure;
            };
        assertThatThrownBy(() -> all(List.of(phase.call(http, server), sibling))).isSameAs(failure);
        assertThat(Arrays.asList(failure.getSuppressed())).hasOnlyElementsOfType(TaskTrace.class);
        aborted.await();
      }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STREAMING")
    void anInterruptAbortsItAndIsThrownAsItself(Phase phase) throws Exception {
      try (var server = silentAfter(phase)) {
        var thrown = new CompletableFuture<Throwable>();
        Task<?, IOException> call = phase.call(http, server);
        Thread caller =
            Thread.ofVirtual()
                .start(() -> {
                  Throwable failure = catchThrowable(call::run);
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                  thrown.complete(failure);
                });
        asked.await();
        caller.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        aborted.await();
      }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STREAMING")
    void aTimeoutOfItsOwnAbortsItAndSaysWhich(Phase phase) throws Exception {
      try (var server = silentAfter(phase)) {
        cue.strikeAfter(asked::await);
        Task<?, IOException> call = phase.call(http.timeout(ofMillis(300)), server);
        Throwable thrown = catchThrowable(() -> cue.run(call::run));
        Throwable timeout = phase == Phase.SENDING ? thrown.getCause() : thrown;
        assertThat(timeout)
            .isInstanceOf(HttpTimeoutException.class)
            .hasMessageEndingWith("/x took longer than its timeout of PT0.3S");
        aborted.await();
      }
    }

    @Test
    void aDeadlineAroundWinsOverATimeoutThatPassesWithIt() throws Exception {
      try (var server = silentAfter(Phase.WAITING)) {
        cue.strikeAfter(asked::await);
        assertThatThrownBy(() ->
                cue.run(() ->
                    within(
                        ofSeconds(2),
                        () -> http.timeout(ofSeconds(3)).get(server.uri()).asString())))
            .isInstanceOf(DeadlineExceeded.class);
        aborted.await();
      }
    }

    @Test
    void aDeadlineHoldsOnTheRealClockToo() throws Exception {
      try (var server = silentAfter(Phase.WAITING)) {
        assertThatThrownBy(() -> within(ofMillis(50), () -> http.get(server.uri()).asString()))
            .isInstanceOf(DeadlineExceeded.class);
      }
    }
  }

  @Nested
  class OfNothing {
    private final CountDownLatch connected = new CountDownLatch(1);

    private RawServer counting() throws IOException {
      return RawServer.playing(_ -> connected.countDown());
    }

    @Test
    void afterTheDeadlineNothingIsSent() throws Exception {
      try (var server = counting()) {
        Task<String, IOException> deaf =
            () -> {
              cue.strike();
              assertThat(Thread.interrupted()).isTrue();
              return http.get(server.uri()).asString();
            };
        assertThatThrownBy(() -> cue.run(() -> within(ofSeconds(2), deaf)))
            .isInstanceOf(DeadlineExceeded.class);
        assertThat(connected.getCount()).isEqualTo(1);
      }
    }

    @Test
    void afterTheCancelNothingIsSent() throws Exception {
      var failure = new IOException("sibling");
      try (var server = counting()) {
        Task<String, IOException> deaf =
            () -> {
              assertThatThrownBy(() -> new CountDownLatch(1).await())
                  .isInstanceOf(InterruptedException.class);
              return http.get(server.uri()).asString();
            };
        Task<String, IOException> sibling =
            () -> {
              throw failure;
            };
        assertThatThrownBy(() -> all(List.of(deaf, sibling))).isSameAs(failure);
        assertThat(connected.getCount()).isEqualTo(1);
      }
    }

    @Test
    void anInterruptThatIsThereBeforeSendsNothing() throws Exception {
      try (var server = counting()) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> http.get(server.uri()).asString())
            .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(connected.getCount()).isEqualTo(1);
      }
    }
  }

  @Nested
  class OfAnHttp2Stream {
    @Test
    void beforeItsHeadersItIsResetAndTheConnectionGoesOn() throws Exception {
      abortByDeadline("/silent");
    }

    @Test
    void inItsBodyItIsResetAndTheConnectionGoesOn() throws Exception {
      abortByDeadline("/half");
    }

    @Test
    void closedEarlyItIsResetAndTheConnectionGoesOn() throws Exception {
      try (var server = new Http2Server()) {
        String connection = connectionTo(server);
        try (InputStream body = http.get(server.uri("/half")).asInputStream()) {
          assertThat(body.read()).isEqualTo('a');
        }
        assertThat(server.arrived.take()).isEqualTo(connection);
        assertThat(server.reset.take()).isEqualTo("/half");
        assertThat(connectionTo(server)).isEqualTo(connection);
      }
    }

    private void abortByDeadline(String path) throws Exception {
      try (var server = new Http2Server()) {
        String connection = connectionTo(server);
        cue.strikeAfter(server.arrived::take);
        assertThatThrownBy(() ->
                cue.run(() -> within(ofSeconds(2), () -> http.get(server.uri(path)).asString())))
            .isInstanceOf(DeadlineExceeded.class);
        assertThat(server.reset.take()).isEqualTo(path);
        assertThat(connectionTo(server)).isEqualTo(connection);
      }
    }

    /** Makes a call. The first one upgrades its connection; Jetty misses a reset before that. */
    private String connectionTo(Http2Server server) throws Exception {
      assertThat(http.get(server.uri("/")).asString()).isEmpty();
      String connection = server.arrived.take();
      assertThat(connection).startsWith("HTTP/2.0 from ");
      return connection;
    }
  }
}
