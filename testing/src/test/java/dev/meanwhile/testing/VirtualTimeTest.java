package dev.meanwhile.testing;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time that jumps when nobody has anything left to do but wait. */
@ExtendWith(LeakGuard.class)
class VirtualTimeTest {
  private final VirtualTime time = VirtualTime.create();

  private static int after(Duration duration) throws InterruptedException {
    sleep(duration);
    return 1;
  }

  @Nested
  class Durations {
    @Test
    void threeTriesWithThirtySecondsBetweenTakeExactlySixtySeconds() throws Exception {
      var tries = new ArrayList<Duration>();

      String answer = time.run(() -> withThreeTries(tries));

      assertThat(answer).isEqualTo("answer");
      assertThat(tries).containsExactly(ZERO, ofSeconds(30), ofSeconds(60));
      assertThat(time.elapsed()).isEqualTo(ofSeconds(60));
    }

    private String withThreeTries(List<Duration> tries) throws InterruptedException {
      while (true) {
        try {
          return flakyServer(tries);
        } catch (IOException failure) {
          sleep(ofSeconds(30));
        }
      }
    }

    private String flakyServer(List<Duration> tries) throws IOException {
      tries.add(time.elapsed());
      if (tries.size() < 3) {
        throw new IOException("down");
      }
      return "answer";
    }

    @Test
    void areExactToTheNanosecondAndMayBeLong() throws Exception {
      time.run(() -> after(ofNanos(1)));
      assertThat(time.elapsed()).isEqualTo(ofNanos(1));
      time.run(() -> after(ofDays(10_000)));
      assertThat(time.elapsed()).isEqualTo(ofDays(10_000).plusNanos(1));
      time.run(() -> after(ZERO));
      assertThat(time.elapsed()).isEqualTo(ofDays(10_000).plusNanos(1));
    }

    @Test
    void ofTasksSideBySideAreThatOfTheLongest() throws Exception {
      time.run(() -> all(() -> after(ofSeconds(3)), () -> after(ofSeconds(7)), Integer::sum));

      assertThat(time.elapsed()).isEqualTo(ofSeconds(7));
    }

    @Test
    void ofTheVerbsAreExact() throws Exception {
      time.run(() -> race(() -> after(ofSeconds(3)), () -> after(ofSeconds(7))));
      assertThat(time.elapsed()).isEqualTo(ofSeconds(3));
      time.run(() -> hedge(ofSeconds(2), () -> after(ofSeconds(9)), () -> after(ofSeconds(3))));
      assertThat(time.elapsed()).isEqualTo(ofSeconds(8));
      time.run(() -> map(IntStream.range(0, 10).boxed(), atMost(3), _ -> after(ofSeconds(1))));
      assertThat(time.elapsed()).isEqualTo(ofSeconds(12));
    }

    @Test
    void aDeadlinePassesAtItsTime() throws Exception {
      var held = atMost(1);

      time.run(() ->
          all(
              () -> map(List.of(1), held, _ -> after(ofSeconds(10))),
              () -> {
                sleep(ofSeconds(1));
                assertThatThrownBy(() ->
                        within(ofSeconds(5), () -> map(List.of(1), held, _ -> after(ofSeconds(1)))))
                    .isInstanceOf(DeadlineExceeded.class);
                assertThat(time.elapsed()).isEqualTo(ofSeconds(6));
                return 0;
              },
              List::of));

      assertThat(time.elapsed()).isEqualTo(ofSeconds(10));
    }

    @RepeatedTest(20)
    void areTheSameEveryTime() throws Exception {
      time.run(() ->
          map(
              IntStream.range(0, 100).boxed(),
              atMost(7),
              i -> after(ofMillis(i % 2 == 0 ? 10 : 20))));

      assertThat(time.elapsed()).isEqualTo(ofMillis(220));
    }
  }

  @Nested
  class TheClock {
    @Test
    void standsStillWhileATaskIsBusyElsewhere() throws Exception {
      var checked = new CountDownLatch(1);
      var elapsed = new ArrayList<Duration>();

      time.run(() ->
          all(
              () -> {
                checked.await();
                elapsed.add(time.elapsed());
                return after(ofSeconds(2));
              },
              () -> {
                checked.countDown();
                return after(ofSeconds(1));
              },
              List::of));

      assertThat(elapsed).containsExactly(ZERO);
      assertThat(time.elapsed()).isEqualTo(ofSeconds(2));
    }

    @Test
    void doesNotJumpForARunThatOnlyComputes() throws Exception {
      time.run(() -> all(() -> 1, () -> 2, Integer::sum));

      assertThat(time.elapsed()).isEqualTo(ZERO);
    }

    @Test
    void goesOnFromRunToRun() throws Exception {
      time.run(() -> after(ofSeconds(1)));
      time.run(() -> after(ofSeconds(2)));

      assertThat(time.elapsed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void isLeftByTheTaskWithItsFailure() {
      var failure = new IOException("task");

      assertThatThrownBy(() ->
              time.run(() -> {
                sleep(ofSeconds(1));
                throw failure;
              }))
          .isSameAs(failure);
      assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void cannotBeginInsideATask() throws Exception {
      Task<Object, InterruptedException> inside = () -> time.run(() -> after(ZERO));

      assertThatThrownBy(() -> all(List.of(inside))).isInstanceOf(Misuse.class);
      assertThatThrownBy(() -> time.run(() -> VirtualTime.create().run(() -> 1)))
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("a run cannot begin inside");
      assertThat(time.run(() -> 1)).isEqualTo(1);
    }
  }

  @Nested
  class SeveralRunsOnOneClock {
    private Thread running(Task<?, ?> work) {
      return Thread.ofVirtual()
          .start(() -> {
            try {
              time.run(work);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }

    @Test
    void itJumpsOnlyWhenAllAreParked() throws Exception {
      var busyBegan = new CountDownLatch(1);
      var otherBegan = new CountDownLatch(1);
      var open = new CountDownLatch(1);
      var seen = Collections.synchronizedList(new ArrayList<Duration>());
      Thread busy =
          running(() -> {
            busyBegan.countDown();
            open.await();
            seen.add(time.elapsed());
            return after(ofSeconds(1));
          });
      busyBegan.await(); // alone, the other one would see its time jump at once
      Thread sleeping =
          running(() -> {
            otherBegan.countDown();
            return after(ofSeconds(5));
          });
      otherBegan.await();

      open.countDown();
      busy.join();
      sleeping.join();

      assertThat(seen).containsExactly(ZERO);
      assertThat(time.elapsed()).isEqualTo(ofSeconds(5));
    }

    @Test
    void whatIsDueAtTheSameMomentHappensAtTheSameMoment() throws Exception {
      var seen = Collections.synchronizedList(new ArrayList<Duration>());

      time.run(() ->
          map(
              IntStream.range(0, 50).boxed(),
              atMost(50),
              i -> {
                sleep(ofMillis(10));
                seen.add(time.elapsed());
                sleep(ofMillis(i));
                return 0;
              }));

      assertThat(seen).hasSize(50).containsOnly(ofMillis(10));
      assertThat(time.elapsed()).isEqualTo(ofMillis(59));
    }

    @Test
    void aSleeperThatIsDueFirstActsBeforeTheOthersAreWoken() throws Exception {
      var order = Collections.synchronizedList(new ArrayList<Integer>());

      time.run(() ->
          map(
              List.of(30, 10, 20),
              atMost(3),
              i -> {
                sleep(ofMillis(i));
                order.add(i);
                return 0;
              }));

      assertThat(order).containsExactly(10, 20, 30);
    }
  }
}
