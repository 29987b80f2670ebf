package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.ContextCarrier.Captured;
import dev.meanwhile.ContextCarrier.Registration;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Context that goes from the thread that starts a task to the task's own thread. */
@ExtendWith(LeakGuard.class)
class ContextCarrierTest {
  private static final ScopedValue<String> TENANT = ScopedValue.newInstance();
  private static final ScopedValue<String> LANGUAGE = ScopedValue.newInstance();
  private static final ThreadLocal<String> REQUEST = new ThreadLocal<>();

  private final List<Registration> installed = new ArrayList<>();

  private void install(ContextCarrier... carriers) {
    for (ContextCarrier carrier : carriers) {
      installed.add(carrier.install());
    }
  }

  @AfterEach
  void uninstall() {
    installed.forEach(Registration::close);
    REQUEST.remove();
  }

  private static String tenant() {
    return TENANT.orElse("nobody");
  }

  /** What every verb sees in its tasks. */
  private static List<String> tenantsInEveryVerb() throws InterruptedException {
    var seen = new ArrayList<String>();
    seen.addAll(all(List.of(ContextCarrierTest::tenant, ContextCarrierTest::tenant)));
    seen.add(settle(ContextCarrierTest::tenant, () -> 1, (a, b) -> a.orElseThrow()));
    seen.add(race(ContextCarrierTest::tenant, ContextCarrierTest::tenant));
    seen.add(any(ContextCarrierTest::tenant, ContextCarrierTest::tenant));
    seen.add(hedge(ZERO, ContextCarrierTest::tenant, ContextCarrierTest::tenant));
    seen.add(scope(s -> s.start(ContextCarrierTest::tenant).get()));
    seen.addAll(map(List.of(1, 2, 3), atMost(2), _ -> tenant()));
    mapSettled(List.of(1), atMost(2), _ -> tenant()).forEach(o -> seen.add(o.orElseThrow()));
    mapEach(List.of(1), atMost(2), _ -> tenant(), seen::add);
    seen.add(scope(s -> s.start(() -> all(() -> tenant(), () -> 1, (a, b) -> a)).get()));
    return seen;
  }

  @Nested
  class AScopedValue {
    @Test
    void arrivesInTheTasksOfEveryVerb() throws Exception {
      install(ContextCarrier.of(TENANT));

      var seen = ScopedValue.where(TENANT, "acme").call(() -> tenantsInEveryVerb());

      assertThat(seen).hasSize(13).containsOnly("acme");
    }

    @Test
    void doesNotArriveWhereNoCarrierIsInstalled() throws Exception {
      var seen = ScopedValue.where(TENANT, "acme").call(() -> tenantsInEveryVerb());

      assertThat(seen).hasSize(13).containsOnly("nobody");
    }

    @Test
    void thatIsNotBoundStaysUnbound() throws Exception {
      install(ContextCarrier.of(TENANT));

      assertThat(tenantsInEveryVerb()).containsOnly("nobody");
    }

    @Test
    void thatIsBoundToNullIsBoundToNull() throws Exception {
      install(ContextCarrier.of(TENANT));

      boolean bound =
          ScopedValue.where(TENANT, null)
              .call(() -> all(TENANT::isBound, () -> true, (a, b) -> a && b));

      assertThat(bound).isTrue();
    }

    @Test
    void isTheOneWhereTheTaskWasStarted() throws Exception {
      install(ContextCarrier.of(TENANT));

      List<String> seen =
          scope(s -> {
            var outside = s.start(ContextCarrierTest::tenant);
            var inside =
                ScopedValue.where(TENANT, "acme").call(() -> s.start(ContextCarrierTest::tenant));
            return List.of(outside.get(), inside.get());
          });

      assertThat(seen).containsExactly("nobody", "acme");
    }

    @Test
    void isNotCarriedAnyMoreWhenTheRegistrationIsClosed() throws Exception {
      var registration = ContextCarrier.of(TENANT).install();
      registration.close();
      registration.close();

      var seen = ScopedValue.where(TENANT, "acme").call(() -> tenantsInEveryVerb());

      assertThat(seen).containsOnly("nobody");
    }

    @Test
    void keepsWhatTheTaskThrows() {
      install(ContextCarrier.of(TENANT));
      var failure = new IOException("task");
      Task<String, IOException> failing =
          () -> {
            throw failure;
          };

      assertThatThrownBy(() -> ScopedValue.where(TENANT, "acme").call(() -> all(List.of(failing))))
          .isSameAs(failure);
    }
  }

  @Nested
  class AThreadLocal {
    @Test
    void arrivesAndTheCallersOwnStays() throws Exception {
      install(ContextCarrier.of(REQUEST));
      REQUEST.set("r1");

      String seen =
          scope(s ->
              s.start(
                      () -> {
                        String arrived = REQUEST.get();
                        REQUEST.set("changed");
                        return arrived;
                      })
                  .get());

      assertThat(seen).isEqualTo("r1");
      assertThat(REQUEST.get()).isEqualTo("r1");
    }

    @Test
    void thatIsNotSetIsNotSetInTheTask() throws Exception {
      install(ContextCarrier.of(REQUEST));

      assertThat(all(List.of(REQUEST::get))).containsExactly((String) null);
    }

    @Test
    void isRestoredAfterTheTask() throws Exception {
      REQUEST.set("captured");
      Captured captured = ContextCarrier.of(REQUEST).capture();
      REQUEST.set("before");

      String inside = captured.call(REQUEST::get);

      assertThat(inside).isEqualTo("captured");
      assertThat(REQUEST.get()).isEqualTo("before");
    }

    @Test
    void isRestoredAfterAFailure() {
      Captured captured = ContextCarrier.of(REQUEST).capture();
      REQUEST.set("before");

      assertThatThrownBy(() ->
              captured.call(() -> {
                assertThat(REQUEST.get()).isNull();
                throw new IOException();
              }))
          .isInstanceOf(IOException.class);

      assertThat(REQUEST.get()).isEqualTo("before");
    }

    @Test
    void everyWorkerOfAMapHasTheOneOfTheCaller() throws Exception {
      install(ContextCarrier.of(REQUEST));
      REQUEST.set("r1");
      var shared = atMost(1);
      var seenFirst = Collections.synchronizedList(new ArrayList<String>());
      Task<Integer, RuntimeException> polluting =
          () ->
              map(
                      IntStream.range(0, 5).boxed(),
                      shared,
                      i -> {
                        seenFirst.add(REQUEST.get());
                        REQUEST.set("left by " + i);
                        sleep(ofMillis(1));
                        return i;
                      })
                  .size();

      VirtualTime.create().run(() -> all(polluting, polluting, Integer::sum));

      assertThat(seenFirst).as("each element here has a worker of its own").containsOnly("r1");
    }
  }

  @Nested
  class SeveralCarriers {
    @Test
    void allArrive() throws Exception {
      install(ContextCarrier.of(TENANT), ContextCarrier.of(LANGUAGE), ContextCarrier.of(REQUEST));
      REQUEST.set("r1");

      String seen =
          ScopedValue.where(TENANT, "acme")
              .where(LANGUAGE, "fr")
              .call(() ->
                  all(
                      () -> TENANT.get() + LANGUAGE.get() + REQUEST.get(),
                      () -> "!",
                      String::concat));

      assertThat(seen).isEqualTo("acmefrr1!");
    }

    @Test
    void wrapTheTaskInTheOrderInWhichTheyWereInstalled() throws Exception {
      var steps = Collections.synchronizedList(new ArrayList<String>());
      install(noting("outer", steps), noting("inner", steps));

      all(List.of(() -> steps.add("task")));

      assertThat(steps)
          .containsExactly("outer begins", "inner begins", "task", "inner ends", "outer ends");
    }

    @Test
    void captureOnceForEachTask() throws Exception {
      var captures = Collections.synchronizedList(new ArrayList<Thread>());
      ContextCarrier counting =
          () -> {
            captures.add(Thread.currentThread());
            return noting("", new ArrayList<>()).capture();
          };
      install(counting);

      all(List.of(() -> 1, () -> 2, () -> 3));

      assertThat(captures).containsOnly(Thread.currentThread()).hasSize(3);
    }

    @Test
    void closingOneRegistrationTwiceLeavesTheOtherOfTheSameCarrier() throws Exception {
      var first = ContextCarrier.of(TENANT).install();
      install(ContextCarrier.of(TENANT));
      first.close();
      first.close();

      var seen = ScopedValue.where(TENANT, "acme").call(() -> tenantsInEveryVerb());

      assertThat(seen).containsOnly("acme");
    }

    private static ContextCarrier noting(String name, List<String> steps) {
      return () ->
          new Captured() {
            @Override
            public <T, X extends Exception> T call(Task<T, X> task) throws X, InterruptedException {
              steps.add(name + " begins");
              try {
                return task.run();
              } finally {
                steps.add(name + " ends");
              }
            }
          };
    }
  }

  @Nested
  class Equality {
    private static Captured capturedIn(String tenant) {
      return ScopedValue.where(TENANT, tenant).call(() -> ContextCarrier.of(TENANT).capture());
    }

    @Test
    void ofTwoCapturesMeansTheSameContext() {
      Captured unbound = ContextCarrier.of(TENANT).capture();

      assertThat(capturedIn("acme")).isEqualTo(capturedIn("acme"));
      assertThat(capturedIn("acme")).hasSameHashCodeAs(capturedIn("acme"));
      assertThat(capturedIn("acme")).isNotEqualTo(capturedIn("other")).isNotEqualTo(unbound);
      assertThat(unbound).isEqualTo(ContextCarrier.of(TENANT).capture());
    }

    @Test
    void ofTwoThreadLocalCapturesMeansTheSameContext() {
      var carrier = ContextCarrier.of(REQUEST);
      Captured empty = carrier.capture();
      REQUEST.set("r1");
      Captured first = carrier.capture();
      REQUEST.set("r2");

      assertThat(carrier.capture()).isNotEqualTo(first).isNotEqualTo(empty);
      REQUEST.set("r1");
      assertThat(carrier.capture()).isEqualTo(first);
    }
  }

  @Nested
  class ThatThrows {
    private final IllegalStateException broken = new IllegalStateException("carrier");

    @Test
    void whileItCapturesFailsTheVerbAndNothingIsLeftBehind() {
      var captures = new int[1];
      install(() -> {
        if (++captures[0] == 3) {
          throw broken;
        }
        return ContextCarrier.of(TENANT).capture();
      });

      assertThatThrownBy(() -> all(List.of(() -> 1, () -> 2, () -> 3))).isSameAs(broken);
    }

    @Test
    void whileItCapturesFailsAMapAndItsLimitIsFree() {
      var limit = atMost(2);
      install(() -> {
        throw broken;
      });

      assertThatThrownBy(() -> map(List.of(1, 2, 3), limit, i -> i)).isSameAs(broken);
      assertThatThrownBy(() -> mapEach(List.of(1, 2, 3), limit, i -> i, _ -> {})).isSameAs(broken);
      assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(0, 0);
    }

    @Test
    void inItsCallFailsTheTask() throws Exception {
      install(() ->
          new Captured() {
            @Override
            public <T, X extends Exception> T call(Task<T, X> task) {
              throw broken;
            }
          });

      assertThatThrownBy(() -> all(List.of(() -> 1))).isSameAs(broken);
      Outcome<Integer> outcome = settle(() -> 1, () -> 2, (a, b) -> a);
      assertThat(outcome).isEqualTo(new Outcome.Failure<Integer>(broken));
    }
  }
}
