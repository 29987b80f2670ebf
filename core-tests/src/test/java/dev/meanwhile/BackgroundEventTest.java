package dev.meanwhile;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.ScopeClosed;
import dev.meanwhile.observe.TaskEvent.ScopeOpened;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What observers see of a background: a run of its own, from its opening to its close. */
@ExtendWith(LeakGuard.class)
class BackgroundEventTest {
  private final VirtualTime time = VirtualTime.create();
  private final RecordedEvents events = new RecordedEvents();
  private final Told told = new Told();

  private interface Work {
    void with(Background background) throws Exception;
  }

  /** Opens a background, outside any run, on real time. */
  private void inBackground(Duration drain, Work work) throws Exception {
    events.during(() -> {
      try (var background = Background.named("audit").drain(drain).open(told)) {
        work.with(background);
      }
      return null;
    });
  }

  @Test
  void itIsARunNamedAfterIt() throws Exception {
    inBackground(ofSeconds(9), background -> background.run("ping", () -> {}));

    RunBegan began = events.only(RunBegan.class);
    assertThat(began.name()).isEqualTo("audit");
    assertThat(events.only(RunEnded.class))
        .returns(began.run(), RunEnded::run)
        .returns(began.task(), RunEnded::task)
        .returns(Ending.OK, RunEnded::ending);
    assertThat(events.only(ScopeOpened.class).verb()).isEqualTo("background");
    assertThat(events.of(ScopeClosed.class)).hasSize(1);
  }

  @Test
  void aTaskIsBelowIt() throws Exception {
    inBackground(ofSeconds(9), background -> background.run("ping", () -> {}));

    TaskCreated created = events.created("audit/ping");
    assertThat(created.parent()).isEqualTo(events.root());
    assertThat(created.name()).isEqualTo("ping");
    assertThat(created.site()).contains("BackgroundEventTest.java:");
    assertThat(events.story(created.task())).containsExactly("created", "started", "OK");
  }

  @Test
  void aTaskThatFailedHasFailedAlsoIfTheCloseStopsItsHandler() throws Exception {
    var handling = new CountDownLatch(1);
    events.during(() -> {
      try (var background =
          Background.named("audit")
              .drain(ZERO)
              .open((task, failure) -> {
                handling.countDown();
                assertThatThrownBy(Tasks::untilInterrupted)
                    .isInstanceOf(InterruptedException.class);
              })) {
        background.run("bad", () -> Tasks.fail(new IOException()));
        handling.await();
      }
      return null;
    });

    assertThat(events.ended("audit/bad").ending()).isEqualTo(Ending.FAILED);
  }

  @Test
  void aTaskToldByItsKeyKnowsWhy() throws Exception {
    events.during(() -> {
      time.run(() -> {
        try (var background = Background.named("audit").open(told)) {
          background.runNext("key", "nap", () -> sleep(ofSeconds(9)));
          sleep(ofSeconds(1));
          background.cancel("key");
        }
        return null;
      });
      return null;
    });

    assertThat(events.only(CancelAsked.class).reason()).isEqualTo(CancelReason.ASKED);
    assertThat(events.ended("audit/nap").ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void aCloseThatStopsTasksEndsTheRunCancelled() throws Exception {
    inBackground(ZERO, background -> background.run("nap", Tasks::untilInterrupted));

    assertThat(events.only(RunEnded.class).ending()).isEqualTo(Ending.CANCELLED);
    assertThat(events.ended("audit/nap").ending()).isEqualTo(Ending.CANCELLED);
    assertThat(events.of(CancelAsked.class))
        .allSatisfy(asked -> assertThat(asked.reason()).isEqualTo(CancelReason.CLOSED));
  }

  @Test
  void whoeverClosesWaitsForNoTaskOfItsOwnRun() throws Exception {
    events.during(() -> {
      time.run(() -> {
        try (var background = Background.named("audit").open(told)) {
          background.run("nap", () -> sleep(ofSeconds(2)));
        }
        return null;
      });
      return null;
    });

    long run =
        events.of(RunBegan.class).stream()
            .filter(began -> began.name().equals("test"))
            .findFirst()
            .orElseThrow()
            .run();
    assertThat(events.of(WaitBegan.class).stream().filter(wait -> wait.run() == run))
        .singleElement()
        .satisfies(wait -> assertThat(wait.on()).isEmpty());
  }
}
