package dev.meanwhile.io.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class EventTest {
  private static ServerSentEvent message(String data) {
    return new ServerSentEvent("message", data, "", null);
  }

  @Nested
  class Parsing {
    private static List<ServerSentEvent> events(String stream) throws IOException {
      return events(new ByteArrayInputStream(stream.getBytes(UTF_8)), 100);
    }

    private static List<ServerSentEvent> events(InputStream stream, int longest)
        throws IOException {
      var reader = new EventReader(new LineReader(stream, UTF_8, longest), longest);
      var events = new ArrayList<ServerSentEvent>();
      for (ServerSentEvent e = reader.next(); e != null; e = reader.next()) {
        events.add(e);
      }
      return events;
    }

    /** Gives one byte at a time, as a slow network may. */
    private static List<ServerSentEvent> bytewise(String stream) throws IOException {
      return events(
          new ByteArrayInputStream(stream.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
              return super.read(bytes, from, Math.min(1, length));
            }

            @Override
            public synchronized int available() {
              return 0;
            }
          },
          100);
    }

    @Test
    void theFirstExampleOfTheStandard() throws Exception {
      assertThat(events("data: YHOO\ndata: +2\ndata: 10\n\n"))
          .containsExactly(message("YHOO\n+2\n10"));
    }

    @Test
    void theExampleWithCommentsIdsAndAnEmptyId() throws Exception {
      assertThat(
              events(
                  """
                  : test stream

                  data: first event
                  id: 1

                  data:second event
                  id

                  data:  third event

                  """))
          .containsExactly(
              new ServerSentEvent("message", "first event", "1", null),
              message("second event"),
              message(" third event"));
    }

    @Test
    void theExampleWithEmptyDataAndAnEventCutOff() throws Exception {
      assertThat(events("data\n\ndata\ndata\n\ndata:")).containsExactly(message(""), message("\n"));
    }

    @Test
    void theExampleWithAndWithoutASpace() throws Exception {
      assertThat(events("data:test\n\ndata: test\n\n"))
          .containsExactly(message("test"), message("test"));
    }

    @Test
    void typesHoldForOneEvent() throws Exception {
      assertThat(events("event: add\ndata: 1\n\ndata: 2\n\nevent: remove\n\ndata: 3\n\n"))
          .containsExactly(new ServerSentEvent("add", "1", "", null), message("2"), message("3"));
    }

    @Test
    void idsHoldUntilThereIsAnotherAlsoFromABlockWithoutData() throws Exception {
      assertThat(events("id: 7\n\ndata: a\n\ndata: b\nid: 8\n\nid: 9\0\ndata: c\n\n"))
          .extracting(ServerSentEvent::id)
          .containsExactly("7", "8", "8");
    }

    @Test
    void theReconnectionTimeHoldsFromThenOnAndOnlyDigitsAreOne() throws Exception {
      assertThat(events("data: a\n\nretry: 3000\n\ndata: b\nretry: 1.5\n\nretry: x\ndata: c\n\n"))
          .extracting(ServerSentEvent::retry)
          .containsExactly(null, Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void aTimeBeyondAllTimesIsIgnored() throws Exception {
      assertThat(events("retry: " + "9".repeat(40) + "\ndata: a\n\n"))
          .containsExactly(message("a"));
    }

    @Test
    void everyLineEndIsOneAlsoMixed() throws Exception {
      for (String end : List.of("\n", "\r\n", "\r")) {
        String stream = "data: a\nid: 1\n\ndata: b\n\n".replace("\n", end);
        for (var events : List.of(events(stream), bytewise(stream))) {
          assertThat(events)
              .containsExactly(
                  new ServerSentEvent("message", "a", "1", null),
                  new ServerSentEvent("message", "b", "1", null));
        }
      }
      assertThat(events("data: a\r\n\rdata: b\n\r")).containsExactly(message("a"), message("b"));
    }

    @Test
    void oneByteOrderMarkIsSkippedAtTheBeginningAndNowhereElse() throws Exception {
      assertThat(events("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).containsExactly(message("a"));
      assertThat(events("\uFEFF\uFEFFdata: a\n\n")).isEmpty();
      assertThat(events("\uFEFF\ndata: \uFEFFa\n\n")).containsExactly(message("\uFEFFa"));
    }

    @Test
    void charactersMaySpanReads() throws Exception {
      assertThat(bytewise("data: \u20ac\ud83d\ude00\n\n"))
          .containsExactly(message("\u20ac\ud83d\ude00"));
    }

    @Test
    void unknownFieldsCommentsAndCaseAreIgnored() throws Exception {
      assertThat(events("DATA: a\n:data: b\nfoo: c\n data: d\ndata : e\ndata: f\n\n"))
          .containsExactly(message("f"));
    }

    @Test
    void aStreamThatEndsWithoutABlankLineDropsItsLastEvent() throws Exception {
      assertThat(events("data: a\n\ndata: b\n")).containsExactly(message("a"));
      assertThat(events("")).isEmpty();
    }

    @Test
    void dataThatIsTooLongIsAFailure() {
      var stream = new ByteArrayInputStream("data: 123\ndata: 456\ndata: 789\n\n".getBytes(UTF_8));
      assertThatThrownBy(() -> events(stream, 9))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the data of an event is longer than 9 characters");
    }
  }

  @Nested
  class Asking {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Http http = Http.of(client);
    private final List<String> heads = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeClient() {
      client.shutdownNow();
    }

    private RawServer server(String answer) throws IOException {
      return RawServer.playing(peer -> {
        heads.add(peer.head());
        peer.send(answer);
      });
    }

    @Test
    void eventsComeOneByOneUntilTheStreamIsClosed() throws Exception {
      var aborted = new CountDownLatch(1);
      try (var server =
          RawServer.playing(peer -> {
            heads.add(peer.head());
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=x\r\n\r\n");
            peer.send("data: a\n\ndata: b\r\r");
            peer.awaitAbort();
            aborted.countDown();
          })) {
        try (Stream<ServerSentEvent> events = http.get(server.uri()).events()) {
          assertThat(events.limit(2)).containsExactly(message("a"), message("b"));
        }
        aborted.await();
      }
      assertThat(heads.getFirst()).contains("Accept: text/event-stream\r\n");
    }

    @Test
    void anAcceptOfTheCallerStays() throws Exception {
      try (var server = server("HTTP/1.1 204 Over\r\n\r\n");
          Stream<ServerSentEvent> events =
              http.get(server.uri()).header("accept", "text/event-stream, */*").events()) {
        assertThat(events).isEmpty();
      }
      assertThat(heads.getFirst())
          .contains("accept: text/event-stream, */*\r\n")
          .doesNotContain("Accept: text/event-stream\r\n");
    }

    @Test
    void anythingElseIsAFailure() throws Exception {
      try (var server = server(RawServer.answer(200, "Content-Type: text/html\r\n", "<p>"))) {
        assertThatThrownBy(() -> http.get(server.uri()).events())
            .isInstanceOf(IOException.class)
            .hasMessage("the answer is text/html, not text/event-stream");
      }
      try (var server = server(RawServer.answer(200, "", ""))) {
        assertThatThrownBy(() -> http.get(server.uri()).events())
            .hasMessage("the answer is nothing, not text/event-stream");
      }
    }
  }
}
