package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The events of a run. */
@ExtendWith(LeakGuard.class)
class RunEventTest extends EventFixture {
  @Nested
  class OfARun {
    private Ending ending(Task<?, ?> verb) {
      var _ = catchThrowable(() -> events.during(verb));
      return events.of(RunEnded.class).getLast().ending();
    }

    @Test
    void sayHowItEnded() {
      assertThat(ending(() -> all(List.of(() -> 1)))).isEqualTo(Ending.OK);
      assertThat(ending(() -> all(() -> failAfter(0), () -> 1, List::of))).isEqualTo(Ending.FAILED);
      assertThat(ending(() -> settle(() -> failAfter(0), () -> 1, List::of))).isEqualTo(Ending.OK);
      assertThat(ending(() -> race(() -> failAfter(0), () -> failAfter(0))))
          .isEqualTo(Ending.FAILED);
      assertThat(ending(() -> any(() -> failAfter(0), () -> failAfter(0))))
          .isEqualTo(Ending.FAILED);
      assertThat(ending(() -> any(() -> failAfter(0), () -> 1))).isEqualTo(Ending.OK);
      assertThat(ending(() -> scope(_ -> failAfter(0)))).isEqualTo(Ending.FAILED);
      assertThat(ending(() -> within(ZERO, () -> after(0)))).isEqualTo(Ending.TIMED_OUT);
      assertThat(ending(() -> mapSettled(List.of(1), atMost(1), _ -> failAfter(0))))
          .isEqualTo(Ending.OK);
    }

    @Test
    void sayThatItWasCancelledByAnInterrupt() {
      Thread caller = Thread.currentThread();

      assertThat(
              ending(() ->
                  all(
                      List.of(() -> {
                        caller.interrupt();
                        new CountDownLatch(1).await();
                        return 1;
                      }))))
          .isEqualTo(Ending.CANCELLED);
    }

    @Test
    void areNumberedApart() throws Exception {
      events.during(() -> {
        all(List.of(() -> 1));
        return all(List.of(() -> 1));
      });

      assertThat(events.all().stream().map(TaskEvent::run).distinct()).hasSize(2);
      assertThat(events.of(RunBegan.class))
          .extracting(RunBegan::name)
          .containsExactly("all", "all");
    }
  }
}
