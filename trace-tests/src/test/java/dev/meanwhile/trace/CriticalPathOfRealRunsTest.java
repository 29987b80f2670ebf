package dev.meanwhile.trace;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.testing.RunAssert.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class CriticalPathOfRealRunsTest {

  /** Two branches, each with one call; then a third call. Only the calls are spans. */
  @Nested
  class WhereSpansMislead {
    private static final List<String> SPANS = List.of("get1", "get2", "get3");

    private final Recording<List<Object>> run = Recording.of(WhereSpansMislead::gather);

    WhereSpansMislead() throws InterruptedException {}

    private static List<Object> gather() throws InterruptedException {
      Task<Object, RuntimeException> foo1 =
          () -> {
            all(List.of(call("get1", 100)));
            sleep(ofMillis(100)); // the work of foo1 itself
            return "foo1";
          };
      Task<Object, RuntimeException> foo2 = () -> all(List.of(call("get2", 150)));
      all(named("foo1", foo1), named("foo2", foo2), List::of);
      return all(List.of(call("get3", 100)));
    }

    @Test
    void thePathIsTheCallAndThenTheWorkOfItsOwnBranch() {
      assertThat(run).hasCriticalPath("get1", "foo1", "get3").took(ofMillis(300));
      assertThat(pieces(run)).containsExactly("get1 0-100", "foo1 100-200", "get3 200-300");
    }

    @Test
    void aWalkOverSpansPicksTheCallThatEndedLastAndIsWrong() {
      assertThat(walkOverSpans(run.timeline())).containsExactly("get2", "get3");
    }

    /** From the span that ended last to the last one that had ended when it began, and so on. */
    private static List<String> walkOverSpans(Timeline timeline) {
      List<TaskRow> spans =
          timeline.rows().stream().filter(row -> SPANS.contains(row.name())).toList();
      var path = new ArrayList<String>();
      long[] until = {timeline.to()};
      while (true) {
        var last =
            spans.stream()
                .filter(span -> span.ended() <= until[0])
                .max(Comparator.comparingLong(TaskRow::ended));
        if (last.isEmpty()) {
          return path.reversed();
        }
        path.add(last.get().name());
        until[0] = last.get().started();
      }
    }
  }

  @Nested
  class Permits {
    private final Limit one = Limit.atMost(1).named("db");

    private final Recording<List<Object>> run =
        Recording.of(() ->
            all(
                named("first", () -> one.call(call("query", 100))),
                named(
                    "second",
                    () -> {
                      sleep(ofMillis(20));
                      return one.call(call("query", 50));
                    }),
                List::of));

    Permits() throws InterruptedException {}

    @Test
    void aWaitForOneLeadsToTheTaskThatGaveItBack() {
      assertThat(pieces(run)).containsExactly("first 0-100", "second 100-150");
    }

    @Test
    void theReportNamesTheLimitAndWhoHeldIt() {
      assertThat(new LatencyReport(true).of(run.trace()))
          .contains("100 ms   67 %  first   ")
          .contains("second waited 80 ms for a permit of ")
          .contains("db")
          .endsWith(", which first gave back\n");
    }

    @Test
    void aTaskInTheQueueIsDrawnAsQueued() {
      assertThat(run.toString()).contains("······", "· queued");
    }
  }

  @Test
  void aTaskLeadsToTheOneThatStartedItWhoeverElseRanThen() throws Exception {
    Recording<Object> run =
        Recording.of(() ->
            scope(s -> {
              s.start(
                  "first",
                  () -> {
                    sleep(ofMillis(50));
                    return s.start("second", call("second", 100));
                  });
              sleep(ofMillis(10));
              s.start("another", call("another", 60));
              return "the scope waits for all";
            }));

    assertThat(pieces(run)).containsExactly("first 0-50", "second 50-150");
  }

  private static List<String> pieces(Recording<?> run) {
    return run.timeline().criticalPath().stream()
        .map(piece -> piece.name() + " " + piece.from() / 1_000_000 + "-" + piece.to() / 1_000_000)
        .toList();
  }

  private static Task<Object, RuntimeException> call(String name, long millis) {
    return named(
        name,
        () -> {
          sleep(ofMillis(millis));
          return name;
        });
  }
}
