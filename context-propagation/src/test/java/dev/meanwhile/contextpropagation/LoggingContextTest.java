package dev.meanwhile.contextpropagation;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.ContextCarrier.Captured;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

/** SLF4J's MDC in what Logback writes. */
class LoggingContextTest {
  @Nested
  class ByContextPropagation extends Contract {
    @Override
    ContextCarrier carrier() {
      return ContextPropagation.carrier();
    }

    @BeforeEach
    void register() {
      ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
    }

    @AfterEach
    void remove() {
      ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
    }
  }

  @Nested
  class ByACarrierOfAFewLines extends Contract {
    @Override
    ContextCarrier carrier() {
      return CarriedMdc::current;
    }
  }

  @ExtendWith(LeakGuard.class)
  abstract static class Contract {
    final Journal journal = new Journal();

    abstract ContextCarrier carrier();

    @AfterEach
    void endOfTheTest() {
      journal.close();
      MDC.clear();
    }

    private Task<Integer, RuntimeException> logging(String message) {
      return () -> {
        journal.log(message);
        return 1;
      };
    }

    private void logInEveryVerb() throws Exception {
      all(List.of(logging("all"), logging("all")));
      settle(logging("settle"), logging("settle"), (a, b) -> a);
      race(logging("race"), logging("race"));
      any(logging("any"), logging("any"));
      hedge(ofDays(1), logging("hedge"), logging("hedge"));
      within(ofDays(1), logging("within"));
      scope(s -> s.start(logging("scope")).get());
      map(List.of(1, 2, 3), atMost(2), _ -> logging("map").run());
      mapSettled(List.of(1, 2, 3), atMost(2), _ -> logging("mapSettled").run());
      mapEach(
          List.of(1, 2, 3),
          atMost(2),
          _ -> logging("mapEach").run(),
          _ -> journal.log("the sink of mapEach"));
      all(List.of(() -> race(logging("race in all"), logging("race in all"))));
    }

    private Set<String> everyVerbWith(String context) {
      return Stream.of(
              "all",
              "settle",
              "race",
              "any",
              "hedge",
              "within",
              "scope",
              "map",
              "mapSettled",
              "mapEach",
              "the sink of mapEach",
              "race in all")
          .map(verb -> verb + " [" + context + "]")
          .collect(Collectors.toSet());
    }

    @Test
    void ofTheCallerIsInEveryLineOfItsTasks() throws Exception {
      MDC.put("request", "r1");

      try (var _ = carrier().install()) {
        logInEveryVerb();
      }

      assertThat(Set.copyOf(journal.lines())).isEqualTo(everyVerbWith("request=r1"));
    }

    @Test
    void withoutACarrierItIsOnTheCallersThreadOnly() throws Exception {
      MDC.put("request", "r1");

      all(List.of(logging("task")));
      journal.log("caller");

      assertThat(journal.lines()).containsExactly("task []", "caller [request=r1]");
    }

    @Test
    void thatIsOverIsInNoTaskAnyMore() throws Exception {
      try (var _ = carrier().install()) {
        try (var _ = MDC.putCloseable("request", "r1")) {
          logInEveryVerb();
        }
        journal.clear();
        logInEveryVerb();
      }

      assertThat(Set.copyOf(journal.lines())).isEqualTo(everyVerbWith(""));
    }

    @Test
    void whatATaskAddsIsInItsOwnTasksAndInNoOther() throws Exception {
      MDC.put("request", "r1");
      Task<Integer, RuntimeException> adding =
          () -> {
            MDC.put("part", "p1");
            return all(List.of(logging("below"))).getFirst();
          };

      try (var _ = carrier().install()) {
        scope(s -> {
          s.start(adding).get();
          return s.start(logging("sibling")).get();
        });
      }
      journal.log("caller");

      assertThat(journal.lines())
          .containsExactly(
              "below [request=r1, part=p1]", "sibling [request=r1]", "caller [request=r1]");
    }

    @Test
    void ofAnElementOfAMapIsNotInTheNext() throws Exception {
      MDC.put("request", "r1");

      try (var _ = carrier().install()) {
        map(
            List.of(1, 2, 3),
            atMost(1),
            i -> {
              journal.log("begins");
              MDC.put("element", String.valueOf(i));
              MDC.put("request", "changed");
              return i;
            });
      }
      journal.log("caller");

      assertThat(Set.copyOf(journal.lines()))
          .containsExactlyInAnyOrder("begins [request=r1]", "caller [request=r1]");
    }

    @Test
    void ofTheCallerIsUntouchedByATaskThatFails() {
      MDC.put("request", "r1");
      var failure = new IOException("task");
      Task<Integer, IOException> failing =
          () -> {
            MDC.clear();
            throw failure;
          };

      try (var _ = carrier().install()) {
        assertThatThrownBy(() -> all(List.of(failing))).isSameAs(failure);
      }
      journal.log("caller");

      assertThat(journal.lines()).containsExactly("caller [request=r1]");
    }

    @Test
    void isPutBackOnTheThreadOfATaskThatFails() {
      MDC.put("request", "r1");
      Captured captured = carrier().capture();
      MDC.put("request", "r2");
      var failure = new IOException("task");

      assertThatThrownBy(() ->
              captured.call(() -> {
                journal.log("task");
                MDC.put("part", "p1");
                throw failure;
              }))
          .isSameAs(failure);
      journal.log("after");

      assertThat(journal.lines()).containsExactly("task [request=r1]", "after [request=r2]");
    }

    @Test
    void isTheSameWhereItsEntriesAre() {
      MDC.put("request", "r1");
      Captured first = carrier().capture();
      MDC.put("request", "r2");
      Captured second = carrier().capture();
      MDC.put("request", "r1");

      assertThat(carrier().capture()).isEqualTo(first).hasSameHashCodeAs(first);
      assertThat(second).isNotEqualTo(first);
    }
  }
}
