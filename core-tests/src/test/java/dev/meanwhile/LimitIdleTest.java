package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Waiting until a limit has nobody waiting, or nothing to do. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitIdleTest extends LimitFixture {
  private final Limit limit = atMost(1);

  /** When the limit had nobody waiting. */
  private Long empty() throws InterruptedException {
    limit.awaitEmpty();
    return time.elapsed().toMillis();
  }

  /** When the limit had nothing to do. */
  private Long idle() throws InterruptedException {
    limit.awaitIdle();
    return time.elapsed().toMillis();
  }

  @Nested
  class ItEnds {
    @Test
    void atOnceWhereThereIsNothing() throws Exception {
      assertThat(time.run(() -> List.of(idle(), empty()))).containsExactly(0L, 0L);
      limit.awaitIdle();
      limit.awaitEmpty();
    }

    @Test
    void emptyWhenTheLastOneIsServedAndIdleWhenItHasEnded() throws Exception {
      var moments =
          time.run(() ->
              scope(s -> {
                limit.start(s, trail.step("first", 10));
                limit.start(s, trail.step("second", 10));
                limit.start(s, trail.step("third", 10));
                var empty = s.start(LimitIdleTest.this::empty);
                var idle = s.start(LimitIdleTest.this::idle);
                return List.of(empty.get(), idle.get());
              }));

      assertThat(moments).containsExactly(20L, 30L);
    }

    @Test
    void notInTheMomentBetweenOneAndTheNext() throws Exception {
      var both = limit.claim().and(atMost(1));
      var idle =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.call(() -> after(10, 0L)),
                      at(1, () -> both.call(() -> after(10, 0L))),
                      at(2, () -> limit.call(() -> after(10, 0L))),
                      at(3, LimitIdleTest.this::idle))));

      assertThat(idle.getLast()).isEqualTo(30L);
    }

    @Test
    void forEveryoneWhoWaitsForIt() throws Exception {
      var moments =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.call(() -> after(10, 10L)),
                      at(1, LimitIdleTest.this::idle),
                      at(2, LimitIdleTest.this::idle),
                      at(3, LimitIdleTest.this::empty))));

      assertThat(moments).containsExactly(10L, 10L, 10L, 3L);
    }

    @Test
    void onceForEachThatWaited() throws Exception {
      var moments =
          time.run(() ->
              all(
                  () ->
                      limit.call(() -> after(10, "a"))
                          + after(10, "")
                          + limit.call(() -> after(10, "b")),
                  at(
                      1,
                      () -> {
                        var first = idle();
                        sleep(ofMillis(15));
                        return List.of(first, idle());
                      }),
                  (_, seen) -> seen));

      assertThat(moments).containsExactly(10L, 30L);
    }

    @Test
    void afterAMap() throws Exception {
      var idle =
          time.run(() ->
              all(
                  () -> map(List.of(1, 2, 3), limit, i -> after(10, i)),
                  at(1, LimitIdleTest.this::idle),
                  (_, moment) -> moment));

      assertThat(idle).isEqualTo(30);
    }

    @Test
    void whenThoseWhoWaitedAreClearedOrLeave() throws Exception {
      var moments =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.call(() -> after(100, 0L)),
                      at(1, () -> race(() -> limit.call(() -> 0L), () -> after(9, 0L))),
                      at(2, LimitIdleTest.this::empty),
                      at(
                          20,
                          () ->
                              all(
                                  () -> outcome(() -> limit.call(() -> 0L)),
                                  () -> after(10, limit.clear()),
                                  at(1, LimitIdleTest.this::empty),
                                  (_, _, empty) -> empty)))));

      assertThat(moments.get(2)).isEqualTo(10L);
      assertUnused(limit);
    }

    @Test
    void alsoForThreadsThatRunNoTask() throws Exception {
      var open = new CountDownLatch(1);
      var holder =
          Outsider.does(
              () ->
                  limit.call(() -> {
                    open.await();
                    return "open";
                  }),
              () -> limit.inUse() == 1);
      var waiting =
          Outsider.waitsFor(() -> {
            limit.awaitIdle();
            return "idle, " + limit.inUse() + " in use";
          });

      open.countDown();

      assertThat(waiting.result()).isEqualTo("idle, 0 in use");
      assertThat(holder.result()).isEqualTo("open");
    }
  }

  @Nested
  class ItIsLeft {
    @Test
    void byAnInterrupt() {
      Interrupted.onEntry(() -> {
        limit.awaitIdle();
        return null;
      });
      Interrupted.onEntry(() -> {
        limit.awaitEmpty();
        return null;
      });
    }

    @Test
    void byAnInterruptInTheMiddle() throws Exception {
      Interrupted.atEveryStep(
          "held, idle",
          () ->
              all(
                  () -> limit.call(() -> after(10, "held")),
                  at(
                      1,
                      () -> {
                        limit.awaitEmpty();
                        limit.awaitIdle();
                        return "idle";
                      }),
                  (a, b) -> a + ", " + b));

      assertUnused(limit);
    }

    @Test
    void byAnInterruptOfAThreadThatRunsNoTask() throws Exception {
      var open = new CountDownLatch(1);
      var holder =
          Outsider.does(
              () ->
                  limit.call(() -> {
                    open.await();
                    return "open";
                  }),
              () -> limit.inUse() == 1);
      var thread = new Thread[1];
      var waiting =
          Outsider.waitsFor(() -> {
            thread[0] = Thread.currentThread();
            limit.awaitIdle();
            return "never";
          });

      thread[0].interrupt();

      assertThat(waiting.result()).isInstanceOf(InterruptedException.class);
      open.countDown();
      assertThat(holder.result()).isEqualTo("open");
    }

    @Test
    void byACancelOrADeadline() throws Exception {
      var seen =
          time.run(() ->
              all(
                  () -> limit.call(() -> after(100, "held")),
                  at(1, () -> race(() -> after(5, "winner"), () -> "idle at " + idle())),
                  at(2, () -> outcome(() -> within(ofMillis(5), LimitIdleTest.this::idle))),
                  (_, race, deadline) -> List.of(race, deadline.getClass().getSimpleName())));

      assertThat(seen).containsExactly("winner", "Failure");
    }
  }

  @Nested
  class WithAPermitOfOnesOwn {
    @Test
    void itIsRefusedAndNotWaitedFor() {
      assertThatThrownBy(() -> time.run(() -> limit.call(LimitIdleTest.this::idle)))
          .isInstanceOf(Misuse.class)
          .hasMessageContainingAll("holds a permit of the limit of 1", "wait for itself for ever");
      assertThatThrownBy(() ->
              time.run(() -> limit.call(() -> all(LimitIdleTest.this::idle, () -> 1, List::of))))
          .isInstanceOf(Misuse.class);
      assertUnused(limit);
    }

    @Test
    void oneMayWaitUntilNobodyWaits() throws Exception {
      var two = atMost(2);
      var moment =
          time.run(() ->
              all(
                  () -> two.call(() -> after(10, 0L)),
                  at(
                      1,
                      () ->
                          two.call(() -> {
                            sleep(ofMillis(5));
                            two.awaitEmpty();
                            return time.elapsed().toMillis();
                          })),
                  at(2, () -> two.call(() -> after(10, 0L))),
                  (_, empty, _) -> empty));

      assertThat(moment).isEqualTo(10L);
    }
  }
}
