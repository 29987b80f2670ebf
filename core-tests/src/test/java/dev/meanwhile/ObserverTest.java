package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who receives events, and that nobody who does can decide anything. */
@ExtendWith(LeakGuard.class)
class ObserverTest {
  private final RecordedEvents events = new RecordedEvents();
  private final RecordedEvents others = new RecordedEvents();

  private static int two() throws InterruptedException {
    return all(() -> 1, () -> 1, Integer::sum);
  }

  private static List<String> paths(RecordedEvents events) {
    return events.of(TaskCreated.class).stream().map(TaskCreated::path).toList();
  }

  @Nested
  class Watch {
    @Test
    void seesTheRunItBeginsWithItsNameAndReturnsTheResult() throws Exception {
      int result = events.watch("checkout", () -> two());

      assertThat(result).isEqualTo(2);
      assertThat(events.only(RunBegan.class).name()).isEqualTo("checkout");
      assertThat(paths(events)).containsExactly("checkout/all[0]", "checkout/all[1]");
      assertThat(events.all().getFirst()).isInstanceOf(RunBegan.class);
      assertThat(events.all().getLast()).isInstanceOf(RunEnded.class);
    }

    @Test
    void withoutANameIsARun() throws Exception {
      events.watch(() -> two());

      assertThat(events.only(RunBegan.class).name()).isEqualTo("run");
    }

    @Test
    void seesEverythingBelow() throws Exception {
      events.watch("r", () -> all(List.of(() -> map(List.of(1), atMost(1), _ -> two()))));

      assertThat(paths(events))
          .containsExactly(
              "r/all[0]", "r/all[0]/map[0]", "r/all[0]/map[0]/all[0]", "r/all[0]/map[0]/all[1]");
    }

    @Test
    void seesNothingOfOtherRuns() throws Exception {
      events.watch(
          "mine",
          () -> {
            var other =
                new Thread(() -> {
                  try {
                    others.watch("other", () -> two());
                    two();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
            other.start();
            other.join();
            return two();
          });
      two();

      assertThat(paths(events)).containsExactly("mine/all[0]", "mine/all[1]");
      assertThat(paths(others)).containsExactly("other/all[0]", "other/all[1]");
      assertThat(events.only(RunBegan.class).run()).isNotEqualTo(others.only(RunBegan.class).run());
    }

    @Test
    void ofAPartSeesThatPartAndTheOuterOneSeesBoth() throws Exception {
      events.watch(
          "outer",
          () -> {
            two();
            others.watch("inner", () -> two());
            return two();
          });

      assertThat(paths(events)).hasSize(6);
      assertThat(paths(others)).containsExactly("outer/all[0]", "outer/all[1]");
      assertThat(others.of(RunBegan.class)).isEmpty();
    }

    @Test
    void keepsWhatTheTaskThrows() {
      var failure = new IOException("task");

      assertThatThrownBy(() ->
              events.watch(
                  "failing",
                  () -> {
                    throw failure;
                  }))
          .isSameAs(failure);
      assertThat(events.only(RunEnded.class).ending()).isEqualTo(TaskEvent.Ending.FAILED);
    }
  }

  @Nested
  class Install {
    @Test
    void seesEveryRunThatBeginsUntilItIsClosed() throws Exception {
      two();
      var registration = events.install();
      two();
      two();
      registration.close();
      registration.close();
      two();

      assertThat(events.of(RunBegan.class))
          .extracting(RunBegan::name)
          .containsExactly("all", "all");
      assertThat(events.of(RunEnded.class)).hasSize(2);
      assertThat(events.of(TaskCreated.class)).hasSize(4);
    }

    @Test
    void seesNothingOfARunThatHadBegun() throws Exception {
      others.watch(
          "earlier",
          () -> {
            try (var registration = events.install()) {
              assertThat(registration).isNotNull();
              return two();
            }
          });

      assertThat(events.all()).isEmpty();
      assertThat(others.of(TaskCreated.class)).hasSize(2);
    }

    @Test
    void endsWhenItIsClosedAlsoForARunThatGoesOn() throws Exception {
      var registration = events.install();
      var seen = new ArrayList<Integer>();

      others.watch(
          "run",
          () -> {
            two();
            registration.close();
            seen.add(events.all().size());
            return two();
          });

      assertThat(events.all()).hasSize(seen.getFirst());
    }

    @Test
    void andWatchBothSeeARun() throws Exception {
      events.during(() -> others.watch("both", () -> two()));

      // each sees the events of a task in order, and those of two threads as they happen to come
      assertThat(events.all()).containsExactlyInAnyOrderElementsOf(others.all());
      assertThat(events.of(TaskCreated.class)).hasSize(2);
    }

    @Test
    void ofTwoObserversBothSeeEveryRun() throws Exception {
      events.during(() -> others.during(() -> two()));

      assertThat(events.all()).containsExactlyInAnyOrderElementsOf(others.all()).isNotEmpty();
    }

    @Test
    void ofTheSameObserverTwiceEndsOneByOne() throws Exception {
      var first = events.install();
      var second = events.install();
      first.close();
      first.close();
      two();
      second.close();

      assertThat(events.of(RunBegan.class)).hasSize(1);
    }
  }

  @Nested
  class AnObserverThatThrows {
    private final List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());

    private void whileLogging(Task<?, ?> work) throws Exception {
      var logger = Logger.getLogger("dev.meanwhile");
      var handler =
          new Handler() {
            @Override
            public void publish(LogRecord entry) {
              logged.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
          };
      boolean parents = logger.getUseParentHandlers();
      logger.setUseParentHandlers(false);
      logger.addHandler(handler);
      try {
        work.run();
      } finally {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(parents);
      }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void decidesNothingAndIsReportedOnce(boolean error) throws Exception {
      Observer broken =
          _ -> {
            if (error) {
              throw new AssertionError("observer");
            }
            throw new IllegalStateException("observer");
          };
      var results = new ArrayList<Object>();

      whileLogging(() ->
          broken.watch(
              "run",
              () -> {
                results.add(two());
                results.addAll(map(List.of(1, 2, 3), atMost(2), i -> i));
                return null;
              }));

      assertThat(results).containsExactly(2, 1, 2, 3);
      assertThat(logged)
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.getMessage()).contains("RunBegan");
            assertThat(entry.getThrown()).hasMessage("observer");
          });
    }

    @Test
    void doesNotKeepEventsFromTheOthers() throws Exception {
      Observer broken =
          _ -> {
            throw new IllegalStateException("observer");
          };

      whileLogging(
          () -> events.during(() -> broken.watch("run", () -> others.watch("inner", () -> two()))));

      assertThat(events.of(TaskCreated.class)).hasSize(2);
      assertThat(others.of(TaskCreated.class)).hasSize(2);
    }

    @Test
    void doesNotHideWhatTheTaskThrows() throws Exception {
      Observer broken =
          _ -> {
            throw new IllegalStateException("observer");
          };
      var failure = new IOException("task");

      Task<Integer, IOException> failing =
          () -> {
            throw failure;
          };

      whileLogging(() -> {
        assertThatThrownBy(() -> broken.watch("run", () -> all(List.of(failing))))
            .isSameAs(failure);
        return null;
      });
    }
  }

  @Nested
  class Threads {
    @Test
    void eventsAreDeliveredOnTheThreadOnWhichTheyHappen() throws Exception {
      var started = Collections.synchronizedList(new ArrayList<String>());
      Observer observer =
          event -> {
            if (event instanceof TaskEvent.TaskStarted(var _, var _, var _, String thread)) {
              started.add(thread);
              assertThat(Thread.currentThread().getName()).isEqualTo(thread);
            }
          };

      observer.watch("run", () -> two());

      assertThat(started).containsExactlyInAnyOrder("run/all[0]", "run/all[1]");
    }

    @Test
    void manyRunsAtOnceAreKeptApart() throws Exception {
      var ready = new CountDownLatch(8);
      var threads =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  Thread.ofPlatform()
                      .start(() -> {
                        try {
                          ready.countDown();
                          ready.await();
                          for (int round = 0; round < 20; round++) {
                            var own = new RecordedEvents();
                            own.watch("run " + i, () -> two());
                            own.all().forEach(events::on);
                            assertThat(paths(own)).allMatch(p -> p.startsWith("run " + i));
                          }
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                      }))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(events.of(RunBegan.class))
          .hasSize(160)
          .extracting(RunBegan::run)
          .doesNotHaveDuplicates();
    }
  }
}
