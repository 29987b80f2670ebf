package dev.meanwhile.micrometer;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.attempts;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.retry;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Scope;
import dev.meanwhile.Task;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class TaskMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TaskMetrics metrics = TaskMetrics.of(registry);

  private void measure(TaskMetrics by, Task<?, ?> work) throws Exception {
    try (var _ = by.install()) {
      VirtualTime.create().run(work);
    }
    assertThat(by.open()).as("tasks that have not ended").isZero();
  }

  private void measure(Task<?, ?> work) throws Exception {
    measure(metrics, work);
  }

  private static int after(int millis) throws InterruptedException {
    sleep(ofMillis(millis));
    return millis;
  }

  private Timer task(String name, String outcome) {
    return registry.get("meanwhile.task").tags("name", name, "outcome", outcome).timer();
  }

  private Timer waited(String reason) {
    return registry.get("meanwhile.wait").tag("reason", reason).timer();
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private static double millis(Timer timer) {
    return timer.totalTime(TimeUnit.MILLISECONDS);
  }

  @Nested
  class Tasks {
    @Test
    void areTimedByNameAndOutcome() throws Exception {
      assertThatThrownBy(() ->
              measure(() ->
                  all(
                      named("user", () -> after(20)),
                      named("org", () -> failAfter(30)),
                      Integer::sum)))
          .isInstanceOf(IOException.class);

      assertThat(millis(task("user", "ok"))).isEqualTo(20);
      assertThat(millis(task("org", "failed"))).isEqualTo(30);
      assertThat(millis(task("test", "failed"))).as("the run").isEqualTo(30);
    }

    @Test
    void ofAMapCountTogether() throws Exception {
      measure(() -> map(List.of(1, 2, 3), atMost(2), i -> after(10 * i)));

      assertThat(task("map[]", "ok").count()).isEqualTo(3);
      assertThat(millis(task("map[]", "ok"))).isEqualTo(60);
    }

    @Test
    void haveTheNamesThatTheyAreGiven() throws Exception {
      var folding = metrics.naming(name -> name.replaceAll("user \\d+", "user"));

      measure(
          folding, () -> all(named("user 17", () -> 1), named("user 4711", () -> 2), Integer::sum));

      assertThat(task("user", "ok").count()).isEqualTo(2);
    }

    @Test
    void beyondTheRoomForNamesAreOthers() throws Exception {
      List<Task<Integer, RuntimeException>> many =
          IntStream.range(0, 10).mapToObj(i -> named("task " + i, () -> i)).toList();

      measure(metrics.mostNames(3), () -> all(many));

      var names =
          registry.get("meanwhile.task").timers().stream()
              .map(timer -> timer.getId().getTag("name"))
              .toList();
      assertThat(names).hasSize(4).contains("test", "other");
      assertThat(task("other", "ok").count()).isEqualTo(8);
    }

    @Test
    void thatNeverStartedAreNotTimed() throws Exception {
      var one = atMost(1);
      assertThatThrownBy(() ->
              measure(() ->
                  scope(s -> {
                    one.start(s, named("first", () -> failAfter(10)));
                    return one.start(s, named("second", () -> 1)).get();
                  })))
          .isInstanceOf(IOException.class);

      assertThat(registry.find("meanwhile.task").tag("name", "second").timer()).isNull();
    }
  }

  private static int failAfter(int millis) throws IOException, InterruptedException {
    throw new IOException("after " + after(millis));
  }

  @Nested
  class Waits {
    @Test
    void areTimedByReason() throws Exception {
      measure(() ->
          scope(s -> {
            var user = s.start(() -> after(10));
            return s.start(() -> user.get() + after(5)).get();
          }));

      assertThat(millis(waited("sleep"))).isEqualTo(15);
      assertThat(millis(waited("result"))).isEqualTo(10 + 15);
    }

    @Test
    void ofTasksInTheQueueOfALimitAreWaitsForAPermit() throws Exception {
      var one = atMost(1);
      measure(() ->
          scope(s -> {
            one.start(s, named("first", () -> after(10)));
            one.start(s, named("second", () -> after(10)));
            return one.start(s, named("third", () -> after(10))).get();
          }));

      assertThat(waited("permit").count()).isEqualTo(2);
      assertThat(millis(waited("permit"))).isEqualTo(10 + 20);
    }
  }

  @Nested
  class Counters {
    @Test
    void countRetries() throws Exception {
      Iterator<Boolean> works = List.of(false, false, true).iterator();
      measure(() -> retry(attempts(3).backoff(Backoff.fixed(ofMillis(10))), () -> ask(works)));

      assertThat(count("meanwhile.retries")).isEqualTo(2);
    }

    private static int ask(Iterator<Boolean> works) throws IOException {
      if (!works.next()) {
        throw new IOException("busy");
      }
      return 1;
    }

    @Test
    void countCancelsByReason() throws Exception {
      measure(() -> race(() -> after(10), () -> after(20), () -> after(30)));

      assertThat(count("meanwhile.cancellations", "reason", "race_won")).isEqualTo(2);
    }

    @Test
    void countTimeouts() {
      assertThatThrownBy(() -> measure(() -> scope(s -> tooLate(s))))
          .isInstanceOf(DeadlineExceeded.class);

      assertThat(count("meanwhile.timeouts")).isEqualTo(1);
      assertThat(task("slow", "timed_out").count()).isEqualTo(1);
    }

    private static int tooLate(Scope page) throws InterruptedException {
      var data = page.start(() -> after(10_000));
      return within(ofSeconds(1), () -> all(List.of(named("slow", () -> data.get())))).getFirst();
    }
  }

  @Nested
  class Limits {
    private final Limit db = atMost(2);

    private double gauge(String what) {
      return registry.get("meanwhile.limit." + what).tag("limit", "db").gauge().value();
    }

    @Test
    void areShownAsTheyAreWhenTheyAreRead() throws Exception {
      try (var _ = metrics.limit("db", db)) {
        VirtualTime.create()
            .run(() ->
                scope(s -> {
                  IntStream.range(0, 5).forEach(_ -> db.start(s, () -> 1));
                  return 0;
                }));
        assertThat(gauge("in.use")).isZero();
        db.resize(7);
        assertThat(gauge("capacity")).isEqualTo(7);
        assertThat(db.<Double, RuntimeException>call(() -> gauge("in.use"))).isEqualTo(1);
      }
    }

    @Test
    void areGoneWhenTheRegistrationIsClosed() {
      metrics.limit("db", db).close();

      assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void ofTheSameNameReplaceEachOther() {
      var first = metrics.limit("db", db);
      var second = metrics.limit("db", atMost(9));
      first.close();

      assertThat(gauge("capacity")).isEqualTo(9);
      second.close();
      assertThat(registry.getMeters()).extracting(Meter::getId).isEmpty();
    }
  }

  @Test
  void prometheusReadsThem() throws Exception {
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var there = TaskMetrics.of(prometheus);
    var db = atMost(2);
    try (var _ = there.limit("db", db)) {
      measure(there, () -> all(List.of(named("user", () -> after(20)))));

      assertThat(prometheus.scrape())
          .contains(
              "meanwhile_task_seconds_count{name=\"user\",outcome=\"ok\"} 1",
              "meanwhile_task_seconds_sum{name=\"user\",outcome=\"ok\"} 0.02",
              "meanwhile_wait_seconds_count{reason=\"sleep\"} 1",
              "meanwhile_limit_capacity{limit=\"db\"} 2.0");
    }
  }

  @Test
  void roomForNoNamesIsRefused() {
    assertThatThrownBy(() -> metrics.mostNames(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("room for 0 names; allowed: 1 to 2147483647");
  }
}
