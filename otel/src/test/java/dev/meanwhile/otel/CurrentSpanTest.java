package dev.meanwhile.otel;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.attempts;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.retry;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Loader;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In the code of a task, its span is the current one. */
@ExtendWith(LeakGuard.class)
class CurrentSpanTest {
  private static final ContextKey<String> TENANT = ContextKey.named("tenant");

  private final Exported exported = new Exported();
  private final TaskTelemetry telemetry = TaskTelemetry.of(exported.sdk);

  @AfterEach
  void nothingIsLeftCurrent() {
    assertThat(Context.current()).isSameAs(Context.root());
    assertThat(telemetry.open()).isZero();
    exported.sdk.close();
  }

  /** A span of the user's own, around nothing. */
  private int span(String name) {
    exported.tracer.spanBuilder(name).startSpan().end();
    return 1;
  }

  @Nested
  class ASpanOfOnesOwn {
    @Test
    void isBelowTheTaskThatMakesIt() throws Exception {
      try (var _ = telemetry.install()) {
        all(named("user", () -> span("select user")), named("org", () -> 2), Integer::sum);
        map(List.of(1), atMost(1), _ -> span("select order"));
      }

      assertThat(exported.parent("select user")).isEqualTo("user");
      assertThat(exported.parent("select order")).isEqualTo("map[]");
    }

    @Test
    void isBelowTheRunInTheCodeOfAVerbOnTheCallingThread() throws Exception {
      try (var _ = telemetry.install()) {
        scope("page", _ -> span("in the scope"));
        within(ofSeconds(60), () -> span("in the limit"));
        mapEach(List.of(1), atMost(1), i -> i, _ -> span("in the sink"));
        telemetry.watch("watched", () -> 1);
      }

      assertThat(exported.parent("in the scope")).isEqualTo("page");
      assertThat(exported.parent("in the limit")).isEqualTo("within");
      assertThat(exported.parent("in the sink")).isEqualTo("mapEach");
    }

    @Test
    void isBelowARunThatIsWatchedAlone() throws Exception {
      telemetry.watch("page", () -> span("by hand"));

      assertThat(exported.parent("by hand")).isEqualTo("page");
    }

    @Test
    void isAboveTheTasksThatAreStartedInIt() throws Exception {
      try (var _ = telemetry.install()) {
        scope(
            "page",
            _ -> {
              Span mine = exported.tracer.spanBuilder("mine").startSpan();
              try (var _ = mine.makeCurrent()) {
                return within(ofSeconds(60), () -> all(List.of(named("user", () -> 1))));
              } finally {
                mine.end();
              }
            });
      }

      assertThat(exported.parent("mine")).isEqualTo("page");
      assertThat(exported.parent("user")).isEqualTo("mine");
    }
  }

  @Nested
  class AnAttempt {
    @Test
    void isASpanBelowItsTaskAndTheCurrentOneMeanwhile() throws Exception {
      var names = List.of("first", "second").iterator();
      try (var _ = telemetry.install()) {
        VirtualTime.create()
            .run(() ->
                all(List.of(named("user", () -> retry(attempts(2), () -> ask(names.next()))))));
      }

      List<SpanData> attempts = exported.all("attempt");
      assertThat(attempts)
          .extracting(span -> span.getAttributes().get(Vocabulary.ATTEMPT_NUMBER))
          .containsExactly(1L, 2L);
      assertThat(attempts)
          .extracting(span -> span.getStatus().getStatusCode())
          .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
      assertThat(attempts).extracting(exported::parent).containsOnly("user");
      assertThat(exported.one("ask first").getParentSpanId())
          .isEqualTo(attempts.getFirst().getSpanId());
      assertThat(exported.one("ask second").getParentSpanId())
          .isEqualTo(attempts.getLast().getSpanId());
    }

    private int ask(String which) throws IOException {
      span("ask " + which);
      if (which.equals("first")) {
        throw new IOException("busy");
      }
      return 1;
    }
  }

  @Nested
  class TheRestOfTheContext {
    @Test
    void isThatOfTheThreadThatStartedTheTask() throws Exception {
      List<String> seen;
      try (var _ = telemetry.install();
          var _ = baggage("user", "ada").makeCurrent()) {
        seen = map(List.of(1, 2), atMost(2), _ -> Baggage.current().getEntryValue("user"));
      }

      assertThat(seen).containsExactly("ada", "ada");
    }

    @Test
    void isBackWhenTheVerbReturns() throws Exception {
      try (var _ = telemetry.install();
          var _ = baggage("user", "ada").makeCurrent()) {
        Context before = Context.current();
        scope("page", _ -> 1);
        assertThat(Context.current()).isSameAs(before);
      }
    }
  }

  private static Context baggage(String key, String value) {
    return Context.current().with(Baggage.builder().put(key, value).build());
  }

  @Nested
  class ABatch {
    private final List<Collection<Integer>> batches = new CopyOnWriteArrayList<>();
    private final Loader<Integer, String, RuntimeException> users = Loader.of(this::fetch);

    private Map<Integer, String> fetch(Collection<Integer> keys) {
      batches.add(new ArrayList<>(keys));
      return keys.stream().collect(Collectors.toMap(key -> key, key -> "user " + key));
    }

    @Test
    void isSharedByTasksWhoseSpansDiffer() throws Exception {
      try (var _ = telemetry.install()) {
        VirtualTime.create().run(() -> map(List.of(1, 2, 3), atMost(3), this::loadInASpan));
      }

      assertThat(batches)
          .singleElement()
          .asInstanceOf(InstanceOfAssertFactories.collection(Integer.class))
          .containsExactlyInAnyOrder(1, 2, 3);
    }

    private String loadInASpan(int key) throws InterruptedException {
      Span mine = exported.tracer.spanBuilder("mine").startSpan();
      try (var _ = mine.makeCurrent()) {
        return users.load(key);
      } finally {
        mine.end();
      }
    }

    @Test
    void isNotSharedWhereTheBaggageDiffers() throws Exception {
      try (var _ = telemetry.install()) {
        map(
            List.of(1, 2),
            atMost(2),
            key -> {
              try (var _ = baggage("user", "user " + key).makeCurrent()) {
                return users.load(key);
              }
            });
      }

      assertThat(batches).hasSize(2);
    }

    @Test
    void isNotSharedWhereAKeyDiffersThatIsNamed() throws Exception {
      try (var _ = telemetry.keepingApart(TENANT).install()) {
        map(
            List.of(1, 2, 3),
            atMost(3),
            key -> {
              try (var _ = Context.current().with(TENANT, "tenant " + key % 2).makeCurrent()) {
                return users.load(key);
              }
            });
      }

      assertThat(batches).hasSize(2);
    }
  }
}
