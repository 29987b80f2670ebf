package dev.meanwhile;

import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Tasks.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The callbacks of a signal: when, where, how often, and what they may do. */
@ExtendWith(LeakGuard.class)
class SignalCallbackTest {
  private final VirtualTime time = VirtualTime.create();
  private final Cancellation stop = Cancellation.create();
  private final Cancellation quit = Cancellation.create();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private Action<RuntimeException> tell(String what) {
    return () -> told.add(what);
  }

  @Nested
  class ACallback {
    @Test
    void runsOnceInTheOrderOfRegistrationOnTheCancellingThread() {
      stop.signal().onCancel(tell("first"));
      stop.signal().onCancel(() -> told.add(Thread.currentThread().getName()));
      stop.signal().onCancel(tell("last"));

      stop.cancel("enough");
      stop.cancel("again");

      assertThat(told).containsExactly("first", Thread.currentThread().getName(), "last");
    }

    @Test
    void runsAtOnceIfTheSignalHasFired() {
      stop.cancel("enough");

      stop.signal().onCancel(tell("late")).close();

      assertThat(told).containsExactly("late");
    }

    @Test
    void thatIsClosedDoesNotRun() {
      var registration = stop.signal().onCancel(tell("closed"));
      registration.close();
      registration.close();

      stop.cancel("enough");
      registration.close();

      assertThat(told).isEmpty();
    }

    @Test
    void seesTheReason() {
      stop.signal().onCancel(() -> told.add(stop.signal().reason()));

      stop.cancel("enough");

      assertThat(told).containsExactly("enough");
    }

    @Test
    void mayCloseItselfRegisterOthersAndCancelAgain() {
      var own = new AtomicReference<CancelSignal.Registration>();
      own.set(
          stop.signal()
              .onCancel(() -> {
                own.get().close();
                stop.signal().onCancel(tell("another"));
                told.add("again: " + stop.cancel("again"));
              }));

      stop.cancel("enough");

      assertThat(told).containsExactly("another", "again: false");
    }

    @Test
    void isWaitedForByWhoClosesItMeanwhile() throws Exception {
      var running = new CountDownLatch(1);
      var closer = new CompletableFuture<Outsider>();
      var registration =
          stop.signal()
              .onCancel(() -> {
                running.countDown();
                Outsider waiting = closer.join();
                while (!waiting.isWaiting() && waiting.isAlive()) {
                  Thread.yield();
                }
                told.add("callback over");
              });
      var canceller = Outsider.does(() -> stop.cancel("enough"));
      running.await();

      Outsider closing =
          Outsider.does(() -> {
            registration.close();
            return told.add("closed");
          });
      closer.complete(closing);

      assertThat(canceller.result()).isEqualTo(true);
      assertThat(closing.result()).isEqualTo(true);
      assertThat(told).containsExactly("callback over", "closed");
    }

    @Test
    void thatIsWaitedForIsNoStall() throws Exception {
      var running = new CountDownLatch(1);
      var waiting = new CompletableFuture<Thread>();
      var registration =
          stop.signal()
              .onCancel(() -> {
                running.countDown();
                Thread closer = waiting.join();
                while (closer.getState() != Thread.State.WAITING) {
                  Thread.yield();
                }
                told.add("callback over");
              });
      var canceller = Outsider.does(() -> stop.cancel("enough"));
      running.await();

      time.run(() -> {
        waiting.complete(Thread.currentThread());
        registration.close();
        return told.add("closed");
      });

      assertThat(canceller.result()).isEqualTo(true);
      assertThat(told).containsExactly("callback over", "closed");
    }

    @Test
    void isWaitedForAlsoByATaskThatIsToldToStopMeanwhile() throws Exception {
      var running = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      Outsider canceller = null;

      try (var registration =
          stop.signal()
              .onCancel(() -> {
                running.countDown();
                release.await();
                told.add("callback over");
              })) {
        canceller = Outsider.does(() -> stop.cancel("enough"));
        running.await();
        assertThatThrownBy(() ->
                unless(
                    quit.signal(),
                    () -> {
                      Cancellation.current().onCancel(release::countDown);
                      quit.cancel("you, too");
                      registration.close();
                      return told.add("closed");
                    }))
            .isInstanceOf(Cancelled.class);
      }

      assertThat(canceller.result()).isEqualTo(true);
      assertThat(told).containsExactly("callback over", "closed");
    }

    @Test
    void isNotNull() {
      assertThatThrownBy(() -> stop.signal().onCancel(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("callback");
    }
  }

  @Nested
  class TheFailureOfACallback {
    private final IOException failure = new IOException("cannot stop");

    @Test
    void isReportedAndStopsNeitherTheOthersNorTheCancel() throws Exception {
      stop.signal()
          .onCancel(() -> {
            throw failure;
          });
      stop.signal()
          .onCancel(() -> {
            throw new StackOverflowError("an error");
          });
      stop.signal().onCancel(tell("other"));

      List<Throwable> logged = Logged.during(() -> stop.cancel("enough"));

      assertThat(told).containsExactly("other");
      assertThat(logged)
          .satisfiesExactly(
              first -> assertThat(first).isSameAs(failure),
              second -> assertThat(second).isInstanceOf(StackOverflowError.class));
    }

    @Test
    void isReportedAlsoWhereItRunsAtOnceOrForATask() throws Exception {
      stop.cancel("enough");
      Action<IOException> broken =
          () -> {
            throw failure;
          };

      List<Throwable> atOnce =
          Logged.during(() -> Task.of(() -> stop.signal().onCancel(broken)).run());
      List<Throwable> ofATask =
          Logged.during(() ->
              Meanwhile.outcome(() ->
                  unless(
                      quit.signal(),
                      () -> {
                        Cancellation.current().onCancel(broken);
                        return quit.cancel("enough");
                      })));

      assertThat(atOnce).containsExactly(failure);
      assertThat(ofATask).containsExactly(failure);
    }

    @Test
    void leavesAnInterruptWhereItWas() throws Exception {
      stop.signal()
          .onCancel(() -> {
            throw new InterruptedException("in the callback");
          });

      List<Throwable> logged = Logged.during(() -> stop.cancel("enough"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(logged).singleElement().isInstanceOf(InterruptedException.class);
    }
  }

  @Nested
  class TheContextOfACallback {
    private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

    @Test
    void isThatOfWhoRegistersIt() {
      try (var _ = ContextCarrier.of(TENANT).install()) {
        ScopedValue.where(TENANT, "Babbage")
            .run(() -> stop.signal().onCancel(() -> told.add(TENANT.get())));
        ScopedValue.where(TENANT, "Lovelace").run(() -> stop.cancel("enough"));
      }

      assertThat(told).containsExactly("Babbage");
    }

    @Test
    void hasNoInterruptAndCanWait() throws Exception {
      Thread.currentThread().interrupt();
      stop.signal().onCancel(() -> told.add("flag: " + Thread.currentThread().isInterrupted()));
      stop.signal().onCancel(() -> told.add(after(0, "slept")));

      stop.cancel("enough");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(told).containsExactly("flag: false", "slept");
    }
  }
}
