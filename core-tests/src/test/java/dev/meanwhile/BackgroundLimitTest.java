package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Background.State;
import dev.meanwhile.Background.Status;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A background with a limit: nothing starts that is not admitted. */
@ExtendWith(LeakGuard.class)
class BackgroundLimitTest {
  private final VirtualTime time = VirtualTime.create();
  private final Told told = new Told();
  private final InFlight inFlight = new InFlight();
  private final Limit limit = atMost(4);
  private final List<Integer> did = Collections.synchronizedList(new ArrayList<>());

  private Action<InterruptedException> counted(int number) {
    return () ->
        inFlight.during(() -> {
          did.add(number);
          sleep(ofMillis(10));
          return null;
        });
  }

  private interface Work {
    void with(Background background) throws Exception;
  }

  private void inBackground(Work work) throws Exception {
    time.run(() -> {
      try (var background = Background.named("audit").limit(limit).open(told)) {
        work.with(background);
      }
      return null;
    });
    assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(0, 0);
  }

  @Test
  void neverMoreRunThanAllowed() throws Exception {
    inBackground(background -> {
      for (int i = 0; i < 100; i++) {
        background.run("task", counted(i));
      }
    });

    assertThat(inFlight.most()).isEqualTo(4);
    assertThat(inFlight.finished()).isEqualTo(100);
    assertThat(time.elapsed()).isEqualTo(ofMillis(250));
  }

  @Test
  void whoeverCameFirstStartsFirst() throws Exception {
    var one = atMost(1);
    time.run(() -> {
      try (var background = Background.named("audit").limit(one).open(told)) {
        for (int i = 0; i < 50; i++) {
          background.run("task", counted(i));
        }
      }
      return null;
    });

    assertThat(did).isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void whatWaitsHasNoThread() throws Exception {
    var events = new RecordedEvents();
    events.during(() -> {
      inBackground(background -> {
        for (int i = 0; i < 100; i++) {
          background.run("task", counted(i));
        }
        sleep(ofMillis(5));

        assertThat(limit.waiting()).isEqualTo(96);
        assertThat(background.tasks())
            .extracting(Status::state)
            .filteredOn(State.WAITING::equals)
            .hasSize(96);
        assertThat(events.of(TaskStarted.class)).hasSize(4);
      });
      return null;
    });
  }

  @Test
  void aLimitIsSharedWithOthers() throws Exception {
    inBackground(background -> {
      for (int i = 0; i < 20; i++) {
        background.run("task", counted(i));
      }
      map(
          IntStream.range(0, 20).boxed().toList(),
          limit,
          i ->
              inFlight.during(() -> {
                sleep(ofMillis(10));
                return i;
              }));
    });

    assertThat(inFlight.most()).isEqualTo(4);
    assertThat(inFlight.finished()).isEqualTo(40);
  }

  @Test
  void whoeverFailsGivesItsPermitBackWhenTheHandlerHasBeenTold() throws Exception {
    var one = atMost(1);
    var inUse = new ArrayList<Integer>();
    time.run(() -> {
      try (var background =
          Background.named("audit").limit(one).open((task, failure) -> inUse.add(one.inUse()))) {
        for (int i = 0; i < 3; i++) {
          background.run("bad", () -> Tasks.fail(new IOException()));
        }
      }
      return null;
    });

    assertThat(inUse).containsExactly(1, 1, 1);
    assertThat(one.inUse()).isZero();
  }

  /** What a limit rejects has no thread yet on which the handler could be told. */
  @Nested
  class ARejectedTask {
    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());

    private final FailureHandler handler =
        (task, failure) -> {
          sleep(ofMillis(5));
          handled.add(
              task
                  + " "
                  + failure.getClass().getSimpleName()
                  + " on "
                  + Thread.currentThread().getName()
                  + " at "
                  + time.elapsed().toMillis());
        };

    private void inBackground(Limit limit, Work work) throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").limit(limit).open(handler)) {
          work.with(background);
        }
        return null;
      });
      assertThat(did).containsExactly(1);
    }

    @Test
    void isToldOnAThreadOfItsOwnWhereTooManyWait() throws Exception {
      inBackground(
          atMost(1).maxWaiting(0),
          background -> {
            background.run("first", counted(1));
            background.run("second", counted(2));
          });

      assertThat(handled).containsExactly("second Rejected on audit/second at 5");
    }

    @Test
    void isToldWhereItWaitedForTooLong() throws Exception {
      inBackground(
          atMost(1).maxWait(ofMillis(2)),
          background -> {
            background.run("first", counted(1));
            background.run("second", counted(2));
          });

      assertThat(handled).containsExactly("second Rejected on audit/second at 7");
    }

    @Test
    void isToldWhereTheLimitIsCleared() throws Exception {
      var one = atMost(1);
      inBackground(
          one,
          background -> {
            background.run("first", counted(1));
            background.run("second", counted(2));
            sleep(ofMillis(1));
            one.clear();
          });

      assertThat(handled).containsExactly("second Rejected on audit/second at 6");
    }

    @Test
    void letsTheNextWithItsKeyStart() throws Exception {
      var one = atMost(1).maxWait(ofMillis(2));
      inBackground(
          one,
          background -> {
            background.run("first", counted(1));
            background.runNext("key", "second", counted(2));
            background.runNext("key", "third", counted(3));
          });

      assertThat(handled)
          .containsExactly(
              "second Rejected on audit/second at 7", "third Rejected on audit/third at 9");
    }
  }

  @Test
  void enteringItAgainInsideOfATaskIsMisuse() throws Exception {
    inBackground(background -> background.run("nested", () -> map(List.of(1), limit, i -> i)));

    assertThat(told.only().failure())
        .isInstanceOf(Misuse.class)
        .hasMessageContaining("limit of 4")
        .hasMessageContaining("BackgroundLimitTest");
  }

  @Test
  void startingAnotherTaskInsideOfATaskIsNone() throws Exception {
    inBackground(background -> {
      background.run("first", () -> background.run("second", counted(2)));
      sleep(ofSeconds(1));
    });

    assertThat(did).containsExactly(2);
    assertThat(told.all()).isEmpty();
  }
}
