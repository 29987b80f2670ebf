package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.ignoringInterrupts;
import static dev.meanwhile.stream.Streams.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.stream.Page;
import dev.meanwhile.stream.Pages;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is seen of the tasks of a stream. */
@ExtendWith(LeakGuard.class)
class StreamTraceTest {
  private final IOException failure = new IOException("down");

  @Test
  void aFailureShowsWhereItsStreamWasRead() {
    Throwable ofPage = catchThrowable(() -> Pages.from("0", _ -> fail(failure)).forEach(_ -> {}));
    assertThat(ofPage).isSameAs(failure);
    assertShowsThisClass(ofPage, "pages[0]");

    Throwable ofElement =
        catchThrowable(
            () -> Stream.of(1).gather(mapping(atMost(1), _ -> fail(new IOException()))).toList());
    assertShowsThisClass(ofElement, "mapping[0]");
  }

  private static void assertShowsThisClass(Throwable thrown, String task) {
    assertThat(thrown.getSuppressed())
        .singleElement()
        .satisfies(trace -> {
          assertThat(trace).isInstanceOf(TaskTrace.class).hasMessageContaining(task);
          assertThat(trace.getStackTrace())
              .anyMatch(frame -> frame.getClassName().startsWith(StreamTraceTest.class.getName()));
        });
  }

  @Test
  void whoIgnoresItsInterruptIsNamedOnTheFailureOfALaterStage() throws Exception {
    var running = new CompletableFuture<Thread>();
    var other = new CompletableFuture<Thread>();
    var release = new CountDownLatch(1);
    var broken = new IllegalStateException("disk full");

    Throwable thrown =
        catchThrowable(() ->
            new EagerTime()
                .run(() ->
                    Stream.of(1, 2)
                        .gather(
                            mapping(
                                atMost(2),
                                i -> {
                                  if (i == 2) {
                                    running.complete(Thread.currentThread());
                                    ignoringInterrupts(release);
                                  } else {
                                    other.complete(Thread.currentThread());
                                    running.join();
                                  }
                                  return i;
                                }))
                        .peek(_ -> fail(broken))
                        .toList()));

    assertThat(thrown).isSameAs(broken);
    assertThat(thrown.getSuppressed()[0]).hasMessageContaining("test/mapping[1]");
    assertThat(Stragglers.current()).hasSize(1);
    release.countDown();
    running.join().join();
    other.join().join(); // the clock ends the grace at once, also for one that is about to end
    assertThat(Stragglers.current()).isEmpty();
  }

  @Test
  void observersSeeEachElementAsATask() throws Exception {
    var events = new RecordedEvents();
    events.during(() -> Stream.of(1, 2).gather(mapping(atMost(2), i -> after(1, i))).toList());

    assertThat(events.ended("mapping[0]").ending()).isEqualTo(Ending.OK);
    assertThat(events.ended("mapping[1]").ending()).isEqualTo(Ending.OK);
  }

  @Test
  void aStreamOutsideAnyTaskIsARunThatEnds() throws Exception {
    var events = new RecordedEvents();
    try (var registration = events.install()) {
      assertThat(registration).isNotNull();
      try (var items = Pages.pages("0", _ -> Page.last(List.of(1))).map(i -> i + 1)) {
        assertThat(items.toList()).containsExactly(2);
      }
    }
    assertThat(events.only(RunEnded.class).ending()).isEqualTo(Ending.OK);
  }

  @Test
  void verbsAfterASourceOfOursBelongToItsRun() throws Exception {
    var events = new RecordedEvents();
    try (var registration = events.install()) {
      assertThat(registration).isNotNull();
      Pages.from("0", _ -> Page.last(List.of(1))).forEach(_ -> scope(s -> s.start(() -> 1).get()));
    }
    events.only(RunEnded.class);
  }
}
