package dev.meanwhile.otel;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.otel.Exported.events;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Background;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Scope;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class TaskTelemetryTest {
  private final Exported exported = new Exported();
  private final TaskTelemetry telemetry = TaskTelemetry.of(exported.sdk);
  private TaskTelemetry.Registration installed;

  @BeforeEach
  void install() {
    installed = telemetry.install();
  }

  @AfterEach
  void close() {
    installed.close();
    assertThat(telemetry.open()).as("spans that were not ended").isZero();
    assertThat(Span.current().getSpanContext().isValid()).as("a span left current").isFalse();
    exported.sdk.close();
  }

  @Nested
  class TheTree {
    @Test
    void aTaskHasASpanBelowThatOfItsParent() throws Exception {
      scope(
          "page",
          s -> {
            s.start(
                "user", () -> all(named("name", () -> 1), named("mail", () -> 2), Integer::sum));
            return null;
          });

      assertThat(exported.parent("user")).isEqualTo("page");
      assertThat(exported.parent("name")).isEqualTo("user");
      assertThat(exported.parent("mail")).isEqualTo("user");
      assertThat(exported.parent("page")).isEmpty();
      assertThat(exported.spans()).extracting(SpanData::getTraceId).containsOnly(traceOf("page"));
    }

    @Test
    void theFirstSpanOfARunBelongsToTheCurrentOneOfTheCallingThread() throws Exception {
      Span request = exported.tracer.spanBuilder("request").startSpan();
      try (var _ = request.makeCurrent()) {
        all(List.of(named("user", () -> 1)));
      } finally {
        request.end();
      }

      assertThat(exported.parent("all")).isEqualTo("request");
      assertThat(exported.parent("user")).isEqualTo("all");
    }

    @Test
    void theElementsOfAMapShareTheNameAndTellTheirNumber() throws Exception {
      map(List.of("a", "b", "c"), atMost(2), text -> text);

      List<SpanData> elements = exported.all("map[]");
      assertThat(elements)
          .extracting(span -> span.getAttributes().get(Vocabulary.INDEX))
          .containsExactlyInAnyOrder(0L, 1L, 2L);
      assertThat(elements)
          .extracting(span -> span.getAttributes().get(Vocabulary.PATH))
          .containsExactlyInAnyOrder("map[0]", "map[1]", "map[2]");
      assertThat(elements).extracting(exported::parent).containsOnly("map");
    }

    @Test
    void aTaskStartedOnAnOuterScopeBelongsThere() throws Exception {
      scope(
          "outer",
          (Scope s) -> {
            s.start("inner", () -> s.start("late", () -> 1).get()).get();
            return null;
          });

      assertThat(exported.parent("late")).isEqualTo("outer");
    }

    @Test
    void theTasksOfABackgroundBelongToWhatStartedThem() throws Exception {
      var done = new CountDownLatch(1);
      try (var background = Background.open((_, _) -> {})) {
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        all(List.of(named("request", () -> started(background, done))));
        done.await();
      }

      assertThat(exported.parent("ping")).isEqualTo("request");
      assertThat(exported.names()).containsExactlyInAnyOrder("ping", "request", "all");
    }

    private int started(Background background, CountDownLatch done) {
      background.run("ping", done::countDown);
      return 1;
    }

    @Test
    void nothingIsMadeOnceTheRegistrationIsClosed() throws Exception {
      installed.close();

      all(List.of(() -> 1));

      assertThat(exported.spans()).isEmpty();
    }
  }

  private String traceOf(String name) {
    return exported.one(name).getTraceId();
  }

  @Nested
  class TheOutcome {
    @Test
    void ofATaskThatSucceedsIsNoStatus() throws Exception {
      all(List.of(named("user", () -> 1)));

      SpanData span = exported.one("user");
      assertThat(span.getAttributes().get(Vocabulary.OUTCOME)).isEqualTo("ok");
      assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void ofAFailureIsAnErrorWithItsClassAndMessage() {
      assertThatThrownBy(() -> all(List.of(named("user", TaskTelemetryTest::refused))))
          .isInstanceOf(IOException.class);

      SpanData span = exported.one("user");
      assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(span.getStatus().getDescription()).isEqualTo("refused");
      assertThat(span.getAttributes().get(Vocabulary.ERROR)).isEqualTo("java.io.IOException");
      assertThat(exported.one("all").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void ofACancelIsNoErrorButSaysWhyAndByWhom() throws Exception {
      race(named("slow", () -> forever()), named("quick", () -> 1));

      SpanData slow = exported.one("slow");
      assertThat(slow.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
      assertThat(slow.getAttributes().get(Vocabulary.OUTCOME)).isEqualTo("cancelled");
      assertThat(slow.getAttributes().get(Vocabulary.CANCEL_REASON)).isEqualTo("race_won");
      assertThat(events(slow, "meanwhile.cancel"))
          .singleElement()
          .extracting(event -> event.getAttributes().get(Vocabulary.CANCEL_BY))
          .isEqualTo(exported.one("quick").getSpanId());
    }

    @Test
    void ofATimeoutIsAnError() {
      assertThatThrownBy(() -> VirtualTime.create().run(() -> scope("page", s -> tooLate(s))))
          .isInstanceOf(DeadlineExceeded.class);

      SpanData slow = exported.one("slow");
      assertThat(slow.getAttributes().get(Vocabulary.OUTCOME)).isEqualTo("timed_out");
      assertThat(slow.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(events(exported.one("test"), Vocabulary.DEADLINE_PASSED)).hasSize(1);
    }
  }

  private static int tooLate(Scope page) throws InterruptedException {
    var data = page.start("data", () -> forever());
    return within(ofSeconds(1), () -> all(List.of(named("slow", () -> data.get())))).getFirst();
  }

  private static int refused() throws IOException {
    throw new IOException("refused");
  }

  private static int forever() throws InterruptedException {
    sleep(ofSeconds(1_000));
    return 0;
  }

  @Nested
  class AWait {
    @Test
    void namesTheSpanThatWasWaitedForAndTheOneThatEndedIt() throws Exception {
      VirtualTime.create()
          .run(() ->
              scope(
                  "page",
                  s -> {
                    var user = s.start("user", () -> slowly(1));
                    var team = s.start("team", () -> user.get() + 1);
                    return team.get();
                  }));

      SpanData team = exported.one("team");
      String user = exported.one("user").getSpanId();
      EventData begin = events(team, "meanwhile.wait.begin").getFirst();
      assertThat(begin.getAttributes().get(Vocabulary.WAIT_REASON)).isEqualTo("result");
      assertThat(begin.getAttributes().get(Vocabulary.WAIT_ON)).containsExactly(user);
      EventData end = events(team, "meanwhile.wait.end").getFirst();
      assertThat(end.getAttributes().get(Vocabulary.WAIT_REASON)).isEqualTo("result");
      assertThat(end.getAttributes().get(Vocabulary.WAIT_OUTCOME)).isEqualTo("released");
      assertThat(end.getAttributes().get(Vocabulary.WAIT_RELEASED_BY)).isEqualTo(user);
    }

    @Test
    void thatTimeEndsNamesNobody() throws Exception {
      VirtualTime.create().run(() -> all(List.of(named("nap", () -> slowly(1)))));

      EventData end = events(exported.one("nap"), "meanwhile.wait.end").getFirst();
      assertThat(end.getAttributes().get(Vocabulary.WAIT_OUTCOME)).isEqualTo("timed_out");
      assertThat(end.getAttributes().get(Vocabulary.WAIT_RELEASED_BY)).isNull();
    }

    @Test
    void forAPermitSaysHowTheLimitWas() throws Exception {
      var db = atMost(1).named("db");
      VirtualTime.create()
          .run(() ->
              scope(
                  "page",
                  s -> {
                    db.start(s, named("first", () -> slowly(1)));
                    db.start(s, named("second", () -> slowly(2)));
                    return null;
                  }));

      SpanData second = exported.one("second");
      assertThat(second.getAttributes().get(Vocabulary.LIMIT)).isEqualTo("limit \"db\"");
      assertThat(second.getAttributes().get(Vocabulary.LIMIT_CAPACITY)).isEqualTo(1);
      assertThat(second.getAttributes().get(Vocabulary.LIMIT_IN_USE)).isEqualTo(1);
      assertThat(second.getAttributes().get(Vocabulary.LIMIT_QUEUED)).isEqualTo(1);
    }
  }

  private static int slowly(int value) throws InterruptedException {
    sleep(ofMillis(10));
    return value;
  }

  @Test
  void aFailureThatIsAnAnswerIsNoErrorOfItsTask() throws Exception {
    all(List.of(named("user", () -> outcome(TaskTelemetryTest::refused).toString())));

    assertThat(exported.one("user").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }
}
