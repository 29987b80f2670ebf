package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A map shows its elements as tasks, and the use of its limit. */
@ExtendWith(LeakGuard.class)
class MapEventTest extends EventFixture {
  @Nested
  class OfAMap {
    @Test
    void showEveryElementAsATaskWithItsIndex() throws Exception {
      observe(() -> map(List.of(10, 20, 30), atMost(2), MapEventTest::after));

      for (int i = 0; i < 3; i++) {
        var created = events.created("test/map[" + i + "]");
        assertThat(created.index()).isEqualTo(i);
        assertThat(created.name()).isEqualTo("map[" + i + "]");
        assertThat(created.parent()).isEqualTo(events.root());
        assertThat(events.story(created.task()))
            .containsExactly("created", "started", "SLEEP", "TIMED_OUT", "OK");
      }
      assertThat(events.of(TaskCreated.class)).hasSize(3);
      assertThat(events.ended("test/map[2]").at()).isEqualTo(millis(40));
    }

    @Test
    void showWhatAnElementStartedBelowIt() throws Exception {
      observe(() -> map(List.of(1), atMost(2), i -> all(List.of(named("inner", () -> i)))));

      assertThat(events.created("test/map[0]/inner").parent())
          .isEqualTo(events.task("test/map[0]"));
    }

    @Test
    void showASettledFailureAsAFailure() throws Exception {
      observe(() -> mapSettled(List.of(10), atMost(2), i -> failAfter(i)));

      var ended = events.ended("test/mapSettled[0]");
      assertThat(ended.ending()).isEqualTo(Ending.FAILED);
      assertThat(ended.error()).isEqualTo("java.io.IOException");
    }

    @Test
    void showCancelledElements() {
      observeFailing(
          () -> map(List.of(10, 20, 30), atMost(3), i -> i == 10 ? failAfter(i) : after(i)));

      assertThat(events.ended("test/map[0]").ending()).isEqualTo(Ending.FAILED);
      assertThat(events.ended("test/map[1]").ending()).isEqualTo(Ending.CANCELLED);
      assertThat(events.ended("test/map[2]").ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void tellEveryElementOnceToStop() {
      observeFailing(
          () -> map(List.of(10, 20, 30), atMost(3), i -> i == 10 ? failAfter(i) : after(i)));

      assertThat(events.of(CancelAsked.class))
          .extracting(CancelAsked::task)
          .contains(events.task("test/map[1]"), events.task("test/map[2]"))
          .doesNotHaveDuplicates();
    }

    @Test
    void showTheUseOfTheLimit() throws Exception {
      observe(() -> map(List.of(10, 20, 30), atMost(2), MapEventTest::after));

      var changes = events.of(LimitChanged.class);
      assertThat(changes)
          .allMatch(e -> e.limit().equals("limit of 2") && e.capacity() == 2 && e.inUse() <= 2);
      assertThat(changes.stream().mapToInt(LimitChanged::inUse).max()).hasValue(2);
      assertThat(changes.getLast().inUse()).isZero();
      assertThat(changes.getLast().waiting()).isZero();
    }

    @Test
    void showWhoWaitsForAPermit() throws Exception {
      var shared = atMost(1);

      observe(() ->
          all(
              () -> map(List.of(10, 10), shared, MapEventTest::after),
              () -> map(List.of(10, 10), shared, MapEventTest::after),
              List::of));

      assertThat(events.of(LimitChanged.class)).anyMatch(e -> e.waiting() > 0);
    }

    @Test
    void showTheWaitsOfAHandover() throws Exception {
      observe(() -> {
        mapEach(List.of(10), atMost(1), MapEventTest::after, _ -> {});
        return null;
      });

      assertThat(events.of(WaitBegan.class))
          .anyMatch(e -> e.task() == events.root() && e.reason() == WaitReason.HANDOVER);
      assertThat(events.of(WaitBegan.class)).noneMatch(e -> e.on().contains(e.task()));
    }
  }
}
