package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meanwhile.Background.State;
import dev.meanwhile.Background.Status;
import dev.meanwhile.Stragglers.Straggler;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks with equal keys: one runs, one more waits, and never two of them overlap. */
@ExtendWith(LeakGuard.class)
class BackgroundKeyTest {
  private final VirtualTime time = VirtualTime.create();
  private final Told told = new Told();
  private final List<String> did = Collections.synchronizedList(new ArrayList<>());

  private interface Work {
    void with(Background background) throws Exception;
  }

  private void inBackground(Work work) throws Exception {
    inBackground(Background.named("sync"), work);
  }

  private void inBackground(Background.Options options, Work work) throws Exception {
    time.run(() -> {
      try (var background = options.open(told)) {
        work.with(background);
      }
      return null;
    });
  }

  private Action<InterruptedException> takes(int millis, String what) {
    return () -> {
      did.add(what + " begins at " + time.elapsed().toMillis());
      sleep(ofMillis(millis));
      did.add(what + " ends at " + time.elapsed().toMillis());
    };
  }

  /** Says that it runs, and then ends when it may, whatever it is told. */
  private static Action<RuntimeException> deaf(CountDownLatch runs, CountDownLatch mayEnd) {
    return () -> {
      runs.countDown();
      Tasks.ignoringInterrupts(mayEnd);
    };
  }

  @Nested
  class Replace {
    @Test
    void startsAtOnceWhereThereIsNothing() throws Exception {
      inBackground(background -> background.replace("key", "a", takes(5, "a")));

      assertThat(did).containsExactly("a begins at 0", "a ends at 5");
    }

    @Test
    void stopsWhatRunsAndStartsAfterItsEnd() throws Exception {
      var mayEnd = new CountDownLatch(1);
      try (var background = Background.open(told)) {
        var runs = new CountDownLatch(1);
        background.replace(
            "key",
            "old",
            () -> {
              runs.countDown();
              Tasks.ignoringInterrupts(mayEnd);
              did.add("old, told: " + Thread.currentThread().getName());
            });
        runs.await();
        background.replace("key", "new", () -> did.add("new"));

        assertThat(background.tasks())
            .extracting(Status::state)
            .containsExactly(State.STOPPING, State.WAITING);
        assertThat(did).isEmpty();
        mayEnd.countDown();
      }

      assertThat(did).containsExactly("old, told: background/old", "new");
      assertThat(told.all()).isEmpty();
    }

    @Test
    void dropsWhatWaitsWithoutAWord() throws Exception {
      var mayEnd = new CountDownLatch(1);
      try (var background = Background.open(told)) {
        var runs = new CountDownLatch(1);
        background.replace("key", "old", deaf(runs, mayEnd));
        runs.await();
        background.replace("key", "dropped", () -> did.add("dropped"));
        background.replace("key", "new", () -> did.add("new"));

        assertThat(background.tasks()).extracting(Status::task).containsExactly("old", "new");
        mayEnd.countDown();
      }

      assertThat(did).containsExactly("new");
      assertThat(told.all()).isEmpty();
    }

    @Test
    void debouncesATaskThatBeginsWithASleep() throws Exception {
      inBackground(background -> {
        for (int i = 1; i <= 5; i++) {
          String refresh = "refresh " + i;
          background.replace(
              "refresh",
              "refresh",
              () -> {
                sleep(ofMillis(300));
                did.add(refresh + " at " + time.elapsed().toMillis());
              });
          sleep(ofMillis(100));
        }
      });

      assertThat(did).containsExactly("refresh 5 at 700");
    }

    @Test
    void stopsWhatWaitsForAPermitBeforeItStarts() throws Exception {
      inBackground(
          Background.named("sync").limit(atMost(1)),
          background -> {
            background.run("first", takes(5, "first"));
            background.replace("key", "old", takes(5, "old"));
            background.replace("key", "new", takes(5, "new"));
          });

      assertThat(did)
          .containsExactly(
              "first begins at 0", "first ends at 5", "new begins at 5", "new ends at 10");
      assertThat(told.all()).isEmpty();
    }
  }

  @Nested
  class RunIfAbsent {
    @Test
    void skipsWhileOneRuns() throws Exception {
      inBackground(background -> {
        assertThat(background.runIfAbsent("key", "a", takes(5, "a"))).isTrue();
        assertThat(background.runIfAbsent("key", "b", takes(5, "b"))).isFalse();
        assertThat(background.runIfAbsent("other", "c", takes(6, "c"))).isTrue();
        sleep(ofMillis(7));
        assertThat(background.runIfAbsent("key", "d", takes(5, "d"))).isTrue();
      });

      assertThat(did)
          .containsExactlyInAnyOrder(
              "a begins at 0",
              "a ends at 5",
              "c begins at 0",
              "c ends at 6",
              "d begins at 7",
              "d ends at 12");
    }

    @Test
    void doesNotCountOneThatWasToldToStop() throws Exception {
      var mayEnd = new CountDownLatch(1);
      try (var background = Background.open(told)) {
        var runs = new CountDownLatch(1);
        background.runIfAbsent("key", "old", deaf(runs, mayEnd));
        runs.await();
        background.cancel("key");

        assertThat(background.runIfAbsent("key", "new", () -> did.add("new"))).isTrue();
        assertThat(background.runIfAbsent("key", "skipped", () -> did.add("skipped"))).isFalse();
        mayEnd.countDown();
      }

      assertThat(did).containsExactly("new");
    }
  }

  @Nested
  class RunNext {
    @Test
    void startsAfterWhatRunsOnceHoweverOftenItIsCalled() throws Exception {
      inBackground(background -> {
        background.runNext("key", "sync", takes(10, "a"));
        for (String other : List.of("b", "c", "d")) {
          sleep(ofMillis(1));
          background.runNext("key", "sync", takes(10, other));
        }
      });

      assertThat(did)
          .containsExactly("a begins at 0", "a ends at 10", "d begins at 10", "d ends at 20");
    }

    @Test
    void startsAlsoAfterAFailure() throws Exception {
      var failure = new IOException("down");
      inBackground(background -> {
        background.runNext("key", "bad", () -> Tasks.failAfter(5, failure));
        background.runNext("key", "good", takes(5, "good"));
      });

      assertThat(did).containsExactly("good begins at 5", "good ends at 10");
      assertThat(told.only().failure()).isSameAs(failure);
    }

    @Test
    void waitsForTheHandlerOfTheOneBefore() throws Exception {
      time.run(() -> {
        try (var background = Background.open((task, failure) -> takes(5, "handler").run())) {
          background.runNext("key", "bad", () -> Tasks.fail(new IOException()));
          background.runNext("key", "good", takes(5, "good"));
        }
        return null;
      });

      assertThat(did)
          .containsExactly(
              "handler begins at 0", "handler ends at 5", "good begins at 5", "good ends at 10");
    }
  }

  @Nested
  class Cancel {
    @Test
    void stopsWhatRunsAndDropsWhatWaits() throws Exception {
      inBackground(background -> {
        background.runNext("key", "a", takes(10, "a"));
        background.runNext("key", "b", takes(10, "b"));
        sleep(ofMillis(1));
        assertThat(background.cancel("key")).isTrue();
        assertThat(background.cancel("key")).as("again").isFalse();
      });

      assertThat(did).containsExactly("a begins at 0");
      assertThat(time.elapsed()).isEqualTo(ofMillis(1));
      assertThat(told.all()).isEmpty();
    }

    @Test
    void doesNotStartWhatWaitsForAPermit() throws Exception {
      var limit = atMost(1);
      inBackground(
          Background.named("sync").limit(limit),
          background -> {
            background.run("first", takes(10, "first"));
            background.runNext("key", "second", takes(10, "second"));
            sleep(ofMillis(1));
            assertThat(background.cancel("key")).isTrue();
            assertThat(limit.waiting()).isZero();
            assertThat(background.tasks()).extracting(Status::task).containsExactly("first");
          });

      assertThat(did).containsExactly("first begins at 0", "first ends at 10");
    }

    @Test
    void leavesAHandlerAlone() throws Exception {
      time.run(() -> {
        try (var background = Background.open((task, failure) -> takes(5, "handler").run())) {
          background.runNext("key", "bad", () -> Tasks.fail(new IOException()));
          sleep(ofMillis(1));
          background.cancel("key");
        }
        return null;
      });

      assertThat(did).containsExactly("handler begins at 0", "handler ends at 5");
    }

    @Test
    void isFalseWhereThereIsNothing() throws Exception {
      inBackground(background -> {
        background.runNext("key", "a", takes(10, "a"));
        assertThat(background.cancel("other")).isFalse();
        sleep(ofMillis(11));
        assertThat(background.cancel("key")).isFalse();
      });

      assertThat(did).contains("a ends at 10");
    }

    @Test
    void comparesKeysByEquals() throws Exception {
      inBackground(background -> {
        background.runNext(List.of(1, 2), "a", takes(10, "a"));
        assertThat(background.cancel(List.of(1, 2))).isTrue();
      });
    }
  }

  /** A task that ignores its interrupt. */
  @Nested
  class AStubbornOne {
    private final EagerTime eager = new EagerTime();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void isAStragglerAfterTheGraceAndHoldsUpItsKeyOnly() throws Exception {
      eager.run(() -> {
        try (var background =
            Background.named("sync")
                .drain(Deadline.FOREVER)
                .grace(Grace.of(ofSeconds(3)))
                .open(told)) {
          var runs = new CountDownLatch(1);
          background.replace("key", "old", deaf(runs, mayEnd));
          runs.await();
          background.replace("key", "new", () -> did.add("new"));
          background.replace("other", "other", () -> did.add("other"));

          eager.advance(ofMillis(2_999));
          assertThat(Stragglers.current()).isEmpty();
          eager.advance(ofMillis(1));
          assertThat(Stragglers.current())
              .extracting(Straggler::task, Straggler::age)
              .containsExactly(tuple("sync/old", ofSeconds(3)));
          mayEnd.countDown();
        }
        return null;
      });

      assertThat(did).containsExactlyInAnyOrder("other", "new");
      assertThat(Stragglers.current()).isEmpty();
      assertThat(told.all()).isEmpty();
    }
  }
}
