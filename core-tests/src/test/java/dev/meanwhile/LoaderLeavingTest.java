package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.after;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who waits for a load may leave; the others get theirs. */
@ExtendWith(LeakGuard.class)
@Timeout(60)
class LoaderLeavingTest {
  private final VirtualTime time = VirtualTime.create();
  private final Backend backend = new Backend();
  private final Loader<Integer, String, InterruptedException> loader = Loader.of(backend::fetch);

  @Nested
  class AKeyThatNobodyWaitsFor {
    @Test
    void isNotFetched() throws Exception {
      var patient = loader.waitingAtMost(Deadline.FOREVER);
      var stop = Cancellation.create();
      var asked = new CountDownLatch(1);

      time.run(() ->
          all(
              () -> Meanwhile.outcome(() -> unless(stop.signal(), () -> patient.load(1))),
              () -> {
                asked.countDown();
                return patient.load(2);
              },
              () -> {
                asked.await(); // awake: the batch does not depart
                awaitLoads(patient, 2);
                return stop.cancel("not wanted");
              },
              (a, b, c) -> a));

      assertThat(backend.calls()).containsExactly(List.of(2));
    }

    private void awaitLoads(Loader<?, ?, ?> of, int count) {
      while (of.statistics().loads() < count) {
        Thread.yield();
      }
    }

    @Test
    void isFetchedWhenItIsAskedForAgain() throws Exception {
      String value =
          time.run(() ->
              scope(_ -> {
                String late = withinOr(ofMillis(5), () -> loader.load(1), () -> "late");
                return late + loader.load(1);
              }));

      assertThat(value).isEqualTo("latev1");
      assertThat(backend.calls()).containsExactly(List.of(1), List.of(1));
      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
    }
  }

  @Nested
  class ABatchThatNobodyWaitsFor {
    @Test
    void isCancelledAndDoesNotCountAsFailed() throws Exception {
      var events = new RecordedEvents();

      String value =
          events.during(
              () -> time.run(() -> withinOr(ofMillis(5), () -> loader.load(1), () -> "late")));

      assertThat(value).isEqualTo("late");
      assertThat(time.elapsed()).isEqualTo(ofMillis(5));
      assertThat(loader.statistics().failed()).isZero();
      assertThat(events.of(TaskEnded.class))
          .extracting(TaskEnded::ending)
          .isNotEmpty()
          .allMatch(ending -> ending == Ending.TIMED_OUT || ending == Ending.CANCELLED);
    }
  }

  @Test
  void aFullBatchThatNobodyWaitsForIsCancelledToo() throws Exception {
    Loader<Integer, String, InterruptedException> full = loader.upTo(2);

    assertThat(time.run(() -> withinOr(ofMillis(5), () -> full.loadAll(List.of(1, 2)), List::of)))
        .isEmpty();
    assertThat(time.elapsed()).isEqualTo(ofMillis(5));
  }

  @Test
  void theOthersGetTheirs() throws Exception {
    String value =
        time.run(() ->
            all(
                () -> loader.load(1),
                () -> withinOr(ofMillis(5), () -> loader.load(1), () -> "late"),
                () -> withinOr(ofMillis(6), () -> loader.load(2), () -> "later"),
                (a, b, c) -> a + b + c));

    assertThat(value).isEqualTo("v1latelater");
    assertThat(backend.calls()).hasSize(1);
    assertThat(time.elapsed()).isEqualTo(ofMillis(10));
  }

  @Test
  void theLoserOfARaceLeaves() throws Exception {
    assertThat(time.run(() -> race(() -> loader.load(1), () -> after(3, "quick"))))
        .isEqualTo("quick");
    assertThat(time.elapsed()).isEqualTo(ofMillis(3));
  }

  @Test
  void atEveryStepAnInterruptEndsIt() {
    Interrupted.atEveryStep(
        "[v1, v2]v3",
        () -> map(List.of(1, 2), atMost(2), loader::load) + loader.loadAll(List.of(3)).getFirst());
  }

  @Test
  void whoComesAndGoesAtRandomGetsItsOwnValueOrNothing() throws Exception {
    for (int round = 0; round < 50; round++) {
      var random = new SplittableRandom(round);
      List<Integer> delays = random.ints(200, 0, 12).boxed().toList();
      var values =
          VirtualTime.create()
              .run(() ->
                  map(
                      delays,
                      atMost(200),
                      delay ->
                          after(delay, "")
                              + withinOr(
                                  ofMillis(1 + delay % 4 * 5),
                                  () -> loader.load(delay % 5),
                                  () -> "late " + delay % 5)));

      for (int i = 0; i < values.size(); i++) {
        assertThat(values.get(i)).endsWith(String.valueOf(delays.get(i) % 5));
      }
    }
  }

  @Test
  void onRealThreadsEveryoneIsToldWhateverTheOthersDo() throws Exception {
    Loader<Integer, String, InterruptedException> small = loader.upTo(7);
    var outcomes =
        Meanwhile.mapSettled(
            Backend.keys(2_000),
            atMost(64),
            i ->
                i % 3 == 0
                    ? withinOr(ofMillis(i % 5), () -> small.load(i % 50), () -> "v" + i % 50)
                    : small.load(i % 50));

    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i)).isEqualTo(new Outcome.Success<>("v" + i % 50));
    }
  }

  @Test
  void aLoadInATaskThatIsToldToStopIsRefused() {
    assertThatThrownBy(
            () -> {
              Thread.currentThread().interrupt();
              loader.load(1);
            })
        .isInstanceOf(InterruptedException.class);
    assertThat(backend.calls()).isEmpty();
  }
}
