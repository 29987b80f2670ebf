package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.BatchCause;
import dev.meanwhile.observe.TaskEvent.BatchDeparted;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A batch says when it departs, with whom, and why then. */
@ExtendWith(LeakGuard.class)
class BatchEventTest extends EventFixture {
  private final Backend backend = new Backend();
  private final Loader<Integer, String, InterruptedException> loader =
      Loader.<Integer, String, InterruptedException>of(backend::fetch).named("users");

  @Nested
  class TheCause {
    @Test
    void isThatItIsFull() throws Exception {
      observe(() -> loader.upTo(2).loadAll(List.of(1, 2, 3)));

      assertThat(events.of(BatchDeparted.class))
          .extracting(BatchDeparted::loader, BatchDeparted::keys, BatchDeparted::cause)
          .containsExactly(
              tuple("users", 2, BatchCause.FULL), tuple("users", 1, BatchCause.ALL_WAIT));
    }

    @Test
    void isThatEverybodyWaits() throws Exception {
      observe(() -> all(() -> loader.load(1), () -> loader.load(2), String::concat));

      assertThat(events.only(BatchDeparted.class).cause()).isEqualTo(BatchCause.ALL_WAIT);
    }

    @Test
    void isThatItsFirstKeyHasWaitedForLongEnough() throws Exception {
      var departed = new CountDownLatch(1);
      Loader<Integer, String, InterruptedException> hasty =
          Loader.<Integer, String, InterruptedException>of(
                  keys -> {
                    departed.countDown();
                    return backend.fetch(keys);
                  })
              .waitingAtMost(ofMillis(1));

      events.during(() ->
          all(
              () -> hasty.load(1),
              () -> {
                departed.await(); // awake for the run: it waits for nothing of ours
                return "";
              },
              String::concat));

      assertThat(events.only(BatchDeparted.class).cause()).isEqualTo(BatchCause.DELAY_PASSED);
    }
  }

  @Nested
  class TheMembers {
    @Test
    void areTheTasksThatAskedForItsKeysAlsoForTheSameOne() throws Exception {
      observe(() -> map(List.of(1, 1, 2), atMost(3), loader::load));

      assertThat(events.only(BatchDeparted.class).members())
          .containsExactlyInAnyOrder(
              events.task("test/map[0]"), events.task("test/map[1]"), events.task("test/map[2]"));
    }

    @Test
    void areAtMostSixtyFour() throws Exception {
      observe(() -> map(Backend.keys(100), atMost(100), loader::load));

      assertThat(events.only(BatchDeparted.class).members()).hasSize(64).doesNotHaveDuplicates();
      assertThat(events.only(BatchDeparted.class).keys()).isEqualTo(100);
    }
  }

  @Test
  void theDepartureIsToldBetweenTheCreationAndTheStartOfItsTask() throws Exception {
    observe(() -> all(() -> loader.load(1), () -> after(5), List::of));

    long batch = events.only(BatchDeparted.class).task();
    assertThat(events.all())
        .filteredOn(event -> isAbout(event, batch))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("TaskCreated", "BatchDeparted", "TaskStarted");
  }

  private static boolean isAbout(TaskEvent event, long task) {
    return switch (event) {
      case TaskCreated e -> e.task() == task;
      case BatchDeparted e -> e.task() == task;
      case TaskStarted e -> e.task() == task;
      default -> false;
    };
  }
}
