package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What code knows of the cancel of the task that it runs in. */
@ExtendWith(LeakGuard.class)
class TaskSignalTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  /** Sleeps too long, and notes why it was told to stop. */
  private <T> T noting() throws InterruptedException {
    return noting(() -> after(100, null));
  }

  private <T> T noting(Task<T, RuntimeException> work) throws InterruptedException {
    CancelSignal signal = Cancellation.current();
    signal.onCancel(() -> told.add(signal.reason()));
    return work.run();
  }

  @Nested
  class TheReason {
    @Test
    void isTheSiblingThatFailed() {
      assertThatThrownBy(() ->
              time.run(
                  () -> all(() -> noting(), named("bad", () -> failAfter(10, failure)), List::of)))
          .isSameAs(failure);
      assertThat(told).containsExactly("task \"test/bad\" failed");
    }

    @Test
    void isTheWinnerOfTheRace() throws Exception {
      time.run(() -> race(() -> noting(), named("quick", () -> after(10, "won"))));

      assertThat(told).containsExactly("task \"test/quick\" won");
    }

    @Test
    void isTheBodyThatFailed() {
      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    s.start(() -> noting());
                    return failAfter(10, failure);
                  })))
          .isSameAs(failure);
      assertThat(told).containsExactly("the code that started it failed");
    }

    @Test
    void isTheInterruptOfTheCaller() {
      Thread caller = Thread.currentThread();

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      List.of(() ->
                          noting(() -> {
                            caller.interrupt();
                            return Tasks.untilInterrupted();
                          })))))
          .isInstanceOf(InterruptedException.class);
      assertThat(told).containsExactly("the thread that started it was interrupted");
    }

    @Test
    void isTheDeadline() {
      assertThatThrownBy(
              () -> time.run(() -> within(ofMillis(10), () -> noting(() -> untilTheDeadline()))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(told).containsExactly("a deadline passed");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void isThatOfTheSignalAroundIt() {
      assertThatThrownBy(() ->
              time.run(() ->
                  unless(CancelSignal.after(ofMillis(10)), () -> all(List.of(() -> noting())))))
          .isInstanceOf(Cancelled.class);
      assertThat(told).containsExactly("10 ms have passed");
    }

    @Test
    void isTheStallOfTheRun() {
      assertThatThrownBy(() -> time.run(() -> all(List.of(() -> noting(() -> Tasks.forEver())))))
          .isInstanceOf(Stalled.class);
      assertThat(told).singleElement().asString().contains("can ever go on");
    }
  }

  @Nested
  class Throwing {
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();

    /** Asks its signal when it is told to stop. */
    private String asking() throws InterruptedException {
      try {
        return Deadline.isSet() ? untilTheDeadline() : after(100, "late");
      } finally {
        thrown.set(catchThrowable(Cancellation.current()::throwIfCancelled));
      }
    }

    @Test
    void isOfADeadlineWhereThatWasTheReason() {
      assertThatThrownBy(() -> time.run(() -> within(ofMillis(10), () -> asking())))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(thrown.get()).isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void isACancelElse() {
      assertThatThrownBy(
              () -> time.run(() -> all(() -> asking(), () -> failAfter(10, failure), List::of)))
          .isSameAs(failure);
      assertThat(thrown.get())
          .isInstanceOf(Cancelled.class)
          .hasMessage("cancelled: task \"test/all[1]\" failed");
    }

    @Test
    void isNothingForATaskThatMayGoOn() throws Exception {
      Cancellation.current().throwIfCancelled();
      time.run(() ->
          all(
              List.of(() -> {
                Cancellation.current().throwIfCancelled();
                return "done";
              })));
    }
  }

  @Nested
  class TheSignal {
    @Test
    void neverFiresOutsideOfATask() {
      var signal = Cancellation.current();
      signal.onCancel(() -> told.add("never")).close();

      assertThat(signal.isCancelled()).isFalse();
      assertThat(signal.reason()).isNull();
    }

    @Test
    void isThatOfTheInnermostStretch() throws Exception {
      List<Boolean> cancelled =
          time.run(() ->
              scope(s -> {
                var outer = Cancellation.current();
                var inner = new AtomicReference<CancelSignal>();
                told.add(
                    withinOr(
                        ofMillis(10),
                        () -> {
                          inner.set(Cancellation.current());
                          return untilTheDeadline();
                        },
                        () -> "too late"));
                return List.of(inner.get().isCancelled(), outer.isCancelled());
              }));

      assertThat(cancelled).containsExactly(true, false);
    }

    @Test
    void doesNotFireForATaskThatEndsByItself() throws Exception {
      var kept = new AtomicReference<CancelSignal>();

      time.run(() ->
          all(
              List.of(() -> {
                kept.set(Cancellation.current());
                kept.get().onCancel(() -> told.add("registered and forgotten"));
                return "done";
              })));
      kept.get().onCancel(() -> told.add("registered too late"));

      assertThat(kept.get().isCancelled()).isFalse();
      assertThat(told).isEmpty();
    }

    @Test
    void firesAtOnceWhereTheTaskWasToldBefore() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        Throwable late = catchThrowable(() -> untilTheDeadline());
                        var here = Thread.currentThread();
                        Cancellation.current()
                            .onCancel(() -> told.add("here: " + (Thread.currentThread() == here)));
                        return late;
                      })))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(told).containsExactly("here: true");
    }

    @Test
    void firesForAnElementOfAMap() {
      assertThatThrownBy(() ->
              time.run(() ->
                  map(
                      List.of(1, 2),
                      atMost(2),
                      i -> {
                        Cancellation.current().onCancel(() -> told.add("told " + i));
                        return i == 1 ? failAfter(10, failure) : after(100, "late");
                      })))
          .isSameAs(failure);
      assertThat(told).containsExactly("told 2");
    }
  }

  @Nested
  class ACallback {
    @Test
    void runsOnAThreadOfItsOwnAndHoldsUpNoOther() {
      var otherStopped = new CountDownLatch(1);

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> {
                        Cancellation.current()
                            .onCancel(() -> {
                              otherStopped.await();
                              told.add(Thread.currentThread().getName());
                            });
                        return after(100, "slow");
                      },
                      () -> {
                        try {
                          return after(100, "other");
                        } finally {
                          otherStopped.countDown();
                        }
                      },
                      () -> failAfter(10, failure),
                      List::of)))
          .isSameAs(failure);
      assertThat(told).containsExactly("meanwhile-on-cancel");
    }

    @Test
    void isWaitedForByTheVerb() {
      Thread caller = Thread.currentThread();
      var over = new AtomicReference<>(false);

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> {
                        Cancellation.current()
                            .onCancel(() -> {
                              while (caller.getState() != Thread.State.WAITING) {
                                Thread.yield();
                              }
                              over.set(true);
                            });
                        return after(100, "slow");
                      },
                      () -> failAfter(10, failure),
                      List::of)))
          .isSameAs(failure);
      assertThat(over).hasValue(true);
    }

    @Test
    void runsBeforeTimeGoesOn() throws Exception {
      for (int round = 0; round < 200; round++) {
        var clock = VirtualTime.create();
        var at = new AtomicReference<Long>();
        clock.run(() ->
            all(
                () ->
                    catchThrowable(() ->
                        within(
                            ofMillis(10),
                            () -> {
                              Cancellation.current()
                                  .onCancel(() -> at.set(clock.elapsed().toMillis()));
                              return untilTheDeadline();
                            })),
                () -> after(11, "time goes on"),
                List::of));
        assertThat(at).hasValue(10L);
      }
    }

    @Test
    void isNotReachedByACancelThatAShieldHoldsBack() throws Exception {
      time.run(() ->
          all(
              List.of(() ->
                  catchThrowable(() ->
                      within(
                          ofMillis(10),
                          () ->
                              shield(
                                  ofSeconds(1),
                                  () -> {
                                    Cancellation.current().onCancel(() -> told.add("told"));
                                    return after(20, Cancellation.current().isCancelled());
                                  }))))));

      assertThat(told).isEmpty();
    }
  }
}
