package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every failure of a task that nobody waits for comes to the handler, once. */
@ExtendWith(LeakGuard.class)
class BackgroundFailureTest {
  private final VirtualTime time = VirtualTime.create();
  private final Told told = new Told();

  private interface Work {
    void with(Background background) throws Exception;
  }

  private void inBackground(Work work) throws Exception {
    time.run(() -> {
      try (var background = Background.named("audit").open(told)) {
        work.with(background);
      }
      return null;
    });
  }

  @Nested
  class TheHandler {
    @Test
    void isToldOnceWithTheNameAndTheVeryObject() throws Exception {
      var failure = new IOException("down");
      inBackground(background -> background.run("ping", () -> Tasks.fail(failure)));

      assertThat(told.only().task()).isEqualTo("ping");
      assertThat(told.only().failure()).isSameAs(failure);
    }

    @Test
    void isToldOfErrorsAndTheOthersGoOn() throws Exception {
      var broken = new StackOverflowError();
      var done = new ArrayList<String>();
      inBackground(background -> {
        background.run("bad", () -> Tasks.fail(broken));
        background.run(
            "good",
            () -> {
              sleep(ofSeconds(1));
              done.add("good");
            });
        sleep(ofSeconds(1));
        background.run("later", () -> done.add("later"));
      });

      assertThat(told.only().failure()).isSameAs(broken);
      assertThat(done).containsExactlyInAnyOrder("good", "later");
    }

    @Test
    void isToldOfEachOfVeryMany() throws Exception {
      inBackground(background -> {
        for (int i = 0; i < 1_000; i++) {
          var failure = new IOException("down");
          background.run("ping " + i, () -> Tasks.fail(failure));
        }
      });

      assertThat(told.tasks()).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void isToldAlsoOfAFailureThatCannotSayItsCause() throws Exception {
      var failure =
          new RuntimeException() {
            @Override
            public synchronized Throwable getCause() {
              throw new IllegalStateException("no cause to show");
            }
          };
      inBackground(background -> background.run("ping", () -> Tasks.fail(failure)));

      assertThat(told.only().failure()).isSameAs(failure);
    }

    @Test
    void isToldOnTheThreadOfTheTask() throws Exception {
      inBackground(background -> background.run("ping", () -> Tasks.fail(new IOException())));

      assertThat(told.only().thread().getName()).isEqualTo("audit/ping");
    }

    @Test
    void seesWhereTheTaskWasStarted() throws Exception {
      inBackground(background -> background.run("ping", () -> Tasks.fail(new IOException())));

      assertThat(told.only().failure().getSuppressed())
          .singleElement()
          .isInstanceOf(TaskTrace.class)
          .extracting(Throwable::getMessage)
          .asString()
          .startsWith("task \"audit/ping\", started at dev.meanwhile.BackgroundFailureTest")
          .endsWith(")");
      assertThat(told.only().failure().getSuppressed()[0].getStackTrace()).isEmpty();
    }

    @Test
    void isToldOfAnInterruptThatNobodySent() throws Exception {
      var madeUp = new InterruptedException("made up");
      inBackground(background ->
          background.run(
              "ping",
              () -> {
                throw madeUp;
              }));

      assertThat(told.only().failure()).isSameAs(madeUp);
    }

    @Test
    void startsWithAClearInterruptFlag() throws Exception {
      var flags = Collections.synchronizedList(new ArrayList<Boolean>());
      try (var background =
          Background.open((task, failure) -> flags.add(Thread.currentThread().isInterrupted()))) {
        background.run(
            "ping",
            () -> {
              Thread.currentThread().interrupt();
              throw new IOException("interrupted, somehow");
            });
      }

      assertThat(flags).containsExactly(false);
    }

    @Test
    void mayWaitItself() throws Exception {
      var done = new ArrayList<String>();
      time.run(() -> {
        try (var background =
            Background.open((task, failure) -> {
              sleep(ofSeconds(3));
              done.add(task);
            })) {
          background.run("ping", () -> Tasks.fail(new IOException()));
        }
        return null;
      });

      assertThat(done).containsExactly("ping");
      assertThat(time.elapsed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void mayStartAnotherTask() throws Exception {
      var done = new ArrayList<String>();
      var again = new ArrayList<Background>();
      time.run(() -> {
        try (var background =
            Background.open(
                (task, failure) -> again.getFirst().run("again", () -> done.add("ok")))) {
          again.add(background);
          background.run("ping", () -> Tasks.fail(new IOException()));
          sleep(ofSeconds(1));
        }
        return null;
      });

      assertThat(done).containsExactly("ok");
    }
  }

  @Nested
  class AHandlerThatThrows {
    private final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());

    private void withUncaught(Task<?, ?> work) throws Exception {
      var before = Thread.getDefaultUncaughtExceptionHandler();
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
      try {
        work.run();
      } finally {
        Thread.setDefaultUncaughtExceptionHandler(before);
      }
    }

    @Test
    void goesToTheUncaughtHandlerOfTheThreadAndChangesNothingElse() throws Exception {
      var broken = new IllegalStateException("no log");
      var done = new ArrayList<String>();
      withUncaught(() -> {
        try (var background =
            Background.open((task, failure) -> {
              throw broken;
            })) {
          background.runNext("key", "bad", () -> Tasks.fail(new IOException()));
          background.runNext("key", "good", () -> done.add("good"));
        }
        return null;
      });

      assertThat(uncaught).containsExactly(broken);
      assertThat(done).containsExactly("good");
    }

    @Test
    void mayThrowAnError() throws Exception {
      withUncaught(() -> {
        try (var background =
            Background.open((task, failure) -> {
              throw new AssertionError("even so");
            })) {
          background.run("bad", () -> Tasks.fail(new IOException()));
        }
        return null;
      });

      assertThat(uncaught).singleElement().isInstanceOf(AssertionError.class);
    }
  }

  @Nested
  class IsNotToldOf {
    @Test
    void aTaskThatWasToldToStop() throws Exception {
      inBackground(background -> {
        background.runNext("key", "nap", () -> sleep(ofSeconds(9)));
        sleep(ofSeconds(1));
        background.cancel("key");
      });

      assertThat(told.all()).isEmpty();
      assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void whatSuchATaskThrows() throws Exception {
      inBackground(background -> {
        background.runNext(
            "key",
            "nap",
            () -> {
              try {
                sleep(ofSeconds(9));
              } catch (InterruptedException told) {
                throw new IOException("closed by interrupt", told);
              }
            });
        sleep(ofSeconds(1));
        background.cancel("key");
      });

      assertThat(told.all()).isEmpty();
    }
  }

  @Nested
  class WhatHappensOutsideTheTask {
    @Test
    void aContextThatCannotBePutInPlaceIsAFailureOfTheTask() throws Exception {
      var failure = new IllegalStateException("no context");
      ContextCarrier broken = () -> new BrokenContext(failure);
      try (var registration = broken.install();
          var background = Background.open(told)) {
        background.run("ping", () -> {});
      }

      assertThat(told.only().task()).isEqualTo("ping");
      assertThat(told.only().failure()).isSameAs(failure);
    }
  }

  private record BrokenContext(RuntimeException failure) implements ContextCarrier.Captured {
    @Override
    public <T, X extends Exception> T call(Task<T, X> task) {
      throw failure;
    }
  }

  /** Two tasks of which each holds what the other needs. */
  @Nested
  class AStall {
    private final Limit one = atMost(1);
    private final Limit two = atMost(1);

    private static void crossing(Limit outer, Limit inner) throws InterruptedException {
      map(
          List.of(1),
          outer,
          i -> {
            sleep(ofMillis(10));
            return map(List.of(1), inner, j -> j);
          });
    }

    @Test
    void isToldAndTheBackgroundGoesOn() throws Exception {
      var done = new ArrayList<String>();
      inBackground(background -> {
        background.run("a", () -> crossing(one, two));
        background.run("b", () -> crossing(two, one));
        sleep(ofSeconds(1));
        background.run("c", () -> done.add("c"));
      });

      assertThat(told.tasks()).isNotEmpty().isSubsetOf("a", "b");
      assertThat(told.all())
          .allSatisfy(entry -> assertThat(entry.failure()).isInstanceOf(Stalled.class));
      assertThat(done).containsExactly("c");
    }

    @Test
    void leavesAloneWhatWaitsForAPermit() throws Exception {
      var done = new ArrayList<String>();
      time.run(() -> {
        try (var background = Background.named("audit").limit(atMost(2)).open(told)) {
          background.run("a", () -> crossing(one, two));
          background.run("b", () -> crossing(two, one));
          background.run(
              "c",
              () -> {
                sleep(ofSeconds(1));
                done.add("c");
              });
        }
        return null;
      });

      assertThat(told.tasks()).isNotEmpty().isSubsetOf("a", "b");
      assertThat(done).containsExactly("c");
    }

    @Test
    void isToldBeforeTimePasses() throws Exception {
      var at = Collections.synchronizedSet(new HashSet<Duration>());
      time.run(() -> {
        try (var background = Background.open((task, failure) -> at.add(time.elapsed()))) {
          background.run("a", () -> crossing(one, two));
          background.run("b", () -> crossing(two, one));
          sleep(ofSeconds(1));
        }
        return null;
      });

      assertThat(at).containsExactly(ofMillis(10));
    }

    @Test
    void isNoneWhereThereIsNothingToDo() throws Exception {
      inBackground(background -> sleep(ofSeconds(5)));

      assertThat(told.all()).isEmpty();
    }
  }

  @Test
  void aFailureWhileTheBackgroundIsClosedIsToldBeforeTheCloseReturns() throws Exception {
    var closing = new CountDownLatch(1);
    var background = Background.named("audit").drain(Deadline.FOREVER).open(told);
    background.run(
        "ping",
        () -> {
          closing.await();
          throw new IOException("late");
        });
    var closer = Outsider.waitsFor(Task.of(background::close));
    closing.countDown();
    closer.result();

    assertThat(told.tasks()).containsExactly("ping");
  }
}
