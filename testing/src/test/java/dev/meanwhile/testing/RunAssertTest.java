package dev.meanwhile.testing;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.retry;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.resilience.Retry.attempts;
import static dev.meanwhile.testing.RunAssert.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.trace.RunTrace;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class RunAssertTest {
  private static final Task<String, RuntimeException> USER = call("user", 200);
  private static final Task<String, RuntimeException> ORG = call("org", 180);
  private static final Task<String, RuntimeException> INVOICES = call("invoices", 220);

  private final Recording<List<String>> atOnce =
      Recording.of(() -> all(USER, ORG, INVOICES, List::of));
  private final Recording<Integer> inOrder =
      Recording.of(() -> all(List.of(USER)).size() + all(List.of(ORG)).size());

  RunAssertTest() throws InterruptedException {}

  @Nested
  class Holds {
    @Test
    void ofCallsAtOnce() {
      assertThat(atOnce)
          .ranTogether("user", "org", "invoices")
          .hasCriticalPath("invoices")
          .hasPeakInFlight(3)
          .hasPeakInFlightAtMost(3)
          .hasSequentialSteps(1)
          .hasNoStragglers()
          .ended("user", Ending.OK)
          .tookAtMost(ofMillis(220))
          .took(ofMillis(220));
    }

    @Test
    void ofCallsInOrder() {
      assertThat(inOrder)
          .ranInOrder("user", "org")
          .hasCriticalPath("user", "org")
          .hasSequentialSteps(2)
          .hasPeakInFlight(1);
    }

    @Test
    void ofAValueThatOneTaskHandsToAnother() throws Exception {
      var run =
          Recording.of(() ->
              scope(s -> {
                var user = s.start("user", USER);
                var team = s.start("team", () -> user.get() + call("members", 30).run());
                s.start("settings", call("settings", 100));
                return team.get();
              }));

      assertThat(run).hasCriticalPath("user", "team").ranTogether("user", "settings");
    }

    @Test
    void ofABoundedMap() throws Exception {
      var run =
          Recording.of(
              () -> map(List.of(1, 2, 3, 4, 5, 6), atMost(2), _ -> call("item", 10).run()));

      assertThat(run).hasPeakInFlight(2).hasSequentialSteps(3).took(ofMillis(30));
    }

    @Test
    void ofFailuresAndAttempts() throws Exception {
      var calls = new AtomicInteger();
      Task<String, IOException> flaky =
          () -> {
            if (calls.incrementAndGet() < 3) {
              throw new IOException("503");
            }
            return "page";
          };
      Task<String, IOException> bad =
          () -> {
            throw new IOException("gone");
          };

      var run =
          Recording.of(() ->
              settle(named("flaky", () -> retry(attempts(3), flaky)), named("bad", bad), List::of));

      assertThat(run).hasAttempts("flaky", 3).ended("flaky", Ending.OK).ended("bad", Ending.FAILED);
    }
  }

  @Nested
  class Fails {
    @Test
    void withWhatWasAndWhatWasExpectedAndTheTimeline() {
      assertThatThrownBy(() -> assertThat(inOrder).ranTogether("user", "org"))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith(
              "[user, org] never ran all at once, expected it to run together\n\ntest\n")
          .hasMessageContaining("org ")
          .hasMessageContaining("wall 380 ms");
    }

    @Test
    void eachOfThem() {
      assertFails(() -> assertThat(atOnce).hasCriticalPath("user"), "path is [invoices]");
      assertFails(() -> assertThat(atOnce).hasPeakInFlight(2), "the peak in flight is 3");
      assertFails(() -> assertThat(atOnce).hasPeakInFlightAtMost(2), "the peak in flight is 3");
      assertFails(() -> assertThat(atOnce).ranInOrder("user", "org"), "org started before user");
      assertFails(() -> assertThat(atOnce).hasSequentialSteps(3), "sequential steps: 1");
      assertFails(() -> assertThat(atOnce).took(ofMillis(221)), "the run took PT0.22S");
      assertFails(() -> assertThat(atOnce).tookAtMost(ofMillis(219)), "the run took PT0.22S");
      assertFails(() -> assertThat(atOnce).ended("org", Ending.FAILED), "org ended [OK]");
      assertFails(() -> assertThat(atOnce).hasAttempts("org", 1), "org has attempts: 0");
      assertFails(() -> assertThat(atOnce).ended("orgs", Ending.OK), "no task is named orgs");
    }

    @Test
    void whereAStragglerIsLeft() {
      var trace =
          new RunTrace(
              1,
              "run",
              Instant.EPOCH,
              List.of(
                  new TaskEvent.RunBegan(1, 0, 1, "run", Instant.EPOCH),
                  new TaskEvent.TaskCreated(1, 0, 2, 1, 3, "deaf", "deaf", 0, null),
                  new TaskEvent.StragglerFound(1, 5, 2)),
              0,
              false);

      assertFails(() -> assertThat(trace).hasNoStragglers(), "stragglers are left: [deaf]");
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
      assertThatThrownBy(assertion)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(message)
          .hasMessageContaining("\n\n");
    }
  }

  @Nested
  class Recorded {
    @Test
    void theResultAndTheTimelineAreThere() {
      assertThat(atOnce.result()).containsExactly("user", "org", "invoices");
      assertThat(atOnce.failure()).isEmpty();
      assertThat(atOnce.toString()).contains("invoices", "wall 220 ms");
    }

    @Test
    void aFailureIsKept() throws Exception {
      var broken = new IOException("gone");
      var run =
          Recording.of(() -> {
            throw broken;
          });

      assertThat(run.failure()).containsSame(broken);
      assertThatThrownBy(run::result).isInstanceOf(AssertionError.class).hasCause(broken);
    }

    @Test
    void whatRunsBesideItIsNot() throws Exception {
      var other =
          Thread.ofVirtual()
              .unstarted(() ->
                  assertThatCode(() -> all(List.of(call("other", 0)))).doesNotThrowAnyException());
      var run =
          Recording.ofRealTime(() -> {
            other.start();
            other.join();
            return all(List.of(named("own", () -> 1)));
          });

      assertThat(run.timeline().rows())
          .extracting(row -> row.name())
          .containsExactly("test", "own");
    }

    @Test
    void theClockMayBeSharedWithOtherWork() throws Exception {
      var time = VirtualTime.create();
      time.run(USER);

      assertThat(Recording.of(time, ORG)).took(ofMillis(180));
      assertThat(time.elapsed()).isEqualTo(ofMillis(380));
    }
  }

  private static Task<String, RuntimeException> call(String name, long millis) {
    return named(
        name,
        () -> {
          sleep(ofMillis(millis));
          return name;
        });
  }
}
