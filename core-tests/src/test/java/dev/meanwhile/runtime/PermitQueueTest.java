package dev.meanwhile.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** First come, first served; never more than there are; each given back exactly once. */
@ExtendWith(LeakGuard.class)
class PermitQueueTest {
  /** What a queue of permits promises. */
  interface Admission {
    /** Starts the task as soon as there is a permit for it. */
    void request(Fork<?, ?> task);

    /** Called by the task when its work is done. */
    void done();

    static Admission ofPermitQueue(int capacity) {
      var queue = new PermitQueue("permits", capacity);
      return new Admission() {
        @Override
        public void request(Fork<?, ?> task) {
          task.group().launch(task, Demand.of(queue));
        }

        @Override
        public void done() {
          // The lease does it.
        }
      };
    }
  }

  private static TaskGroup open() throws InterruptedException {
    return TaskGroup.open("test", null, Rule.COLLECT);
  }

  @Nested
  class FirstComeFirstServed {
    private void inTheOrderOfTheRequests(IntFunction<Admission> queues) throws Exception {
      var admission = queues.apply(1);
      var order = Collections.synchronizedList(new ArrayList<Integer>());
      var open = new CountDownLatch(1);
      try (TaskGroup group = open()) {
        for (int i = 0; i < 30; i++) {
          int number = i;
          admission.request(
              new Fork<Void, InterruptedException>(
                  group,
                  "n" + i,
                  () -> {
                    open.await();
                    order.add(number);
                    admission.done();
                    return null;
                  },
                  null));
        }
        open.countDown();
        group.join();
      }
      assertThat(order).isEqualTo(IntStream.range(0, 30).boxed().toList());
    }

    @Test
    void tasksStartInTheOrderInWhichTheyAsked() throws Exception {
      inTheOrderOfTheRequests(Admission::ofPermitQueue);
    }

    @Test
    void theSameCheckCatchesAQueueThatServesTheLastFirst() {
      assertThatThrownBy(() -> inTheOrderOfTheRequests(BrokenPermits.LastComeFirstServed::new))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Nested
  class Contention {
    private void neverMoreThanTwo(IntFunction<Admission> queues) throws Exception {
      for (int round = 0; round < 60; round++) {
        var admission = queues.apply(2);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (TaskGroup group = open()) {
          var asking = new ArrayList<Thread>();
          var ready = new CyclicBarrier(4);
          for (int i = 0; i < 4; i++) {
            asking.add(
                Thread.ofPlatform()
                    .unstarted(() -> {
                      awaitAll(ready);
                      for (int n = 0; n < 5; n++) {
                        admission.request(
                            new Fork<>(group, null, () -> visit(inside, most, admission), null));
                      }
                    }));
          }
          asking.forEach(Thread::start);
          for (Thread thread : asking) {
            thread.join();
          }
          group.join();
        }
        assertThat(most.get()).as("at once").isLessThanOrEqualTo(2);
      }
    }

    private static void awaitAll(CyclicBarrier barrier) {
      try {
        barrier.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new AssertionError(e);
      }
    }

    private static int visit(AtomicInteger inside, AtomicInteger most, Admission admission) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      for (int i = 0; i < 300 && inside.get() <= 2; i++) {
        Thread.yield();
      }
      inside.decrementAndGet();
      admission.done();
      return 0;
    }

    @Test
    void neverLetsInMoreThanThereArePermits() throws Exception {
      neverMoreThanTwo(Admission::ofPermitQueue);
    }

    @Test
    void theSameCheckCatchesAQueueThatChecksThenActs() {
      assertThatThrownBy(() -> neverMoreThanTwo(BrokenPermits.ChecksThenActs::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("at once");
    }

    @Test
    void aCancelInTheMiddleLeavesNoPermitAndNobodyWaiting() throws Exception {
      for (int round = 0; round < 200; round++) {
        var queue = new PermitQueue("permits", 3);
        var started = new CountDownLatch(round % 7);
        try (TaskGroup group = open()) {
          Thread canceller =
              Thread.ofPlatform()
                  .start(() -> {
                    try {
                      started.await();
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                    group.cancel(Cancel.BODY_FAILED);
                  });
          for (int i = 0; i < 20; i++) {
            group.launch(
                new Fork<>(
                    group,
                    null,
                    () -> {
                      started.countDown();
                      Thread.yield();
                      return 0;
                    },
                    null),
                Demand.of(queue));
          }
          canceller.join();
        }
        assertThat(List.of(queue.inUse(), queue.waiting())).containsExactly(0, 0);
      }
    }
  }

  @Nested
  class LeavingTheQueue {
    @Test
    void theOthersMoveUpAndTheOneThatLeftNeverStarts() throws Exception {
      var queue = new PermitQueue("permits", 1);
      var open = new CountDownLatch(1);
      var order = Collections.synchronizedList(new ArrayList<Integer>());
      try (TaskGroup group = open()) {
        var forks = new ArrayList<Fork<?, ?>>();
        for (int i = 0; i < 4; i++) {
          int number = i;
          forks.add(
              group.launch(
                  new Fork<>(
                      group,
                      null,
                      () -> {
                        open.await();
                        return order.add(number);
                      },
                      null),
                  Demand.of(queue)));
        }
        assertThat(List.of(queue.inUse(), queue.waiting())).containsExactly(1, 3);

        forks.get(2).leaveQueue();
        forks.get(2).leaveQueue();

        assertThat(List.of(queue.inUse(), queue.waiting())).containsExactly(1, 2);
        open.countDown();
        group.join();
      }
      assertThat(order).containsExactly(0, 1, 3);
      assertThat(List.of(queue.inUse(), queue.waiting())).containsExactly(0, 0);
    }

    @Test
    void aTaskThatHasItsPermitCannotLeave() throws Exception {
      var queue = new PermitQueue("permits", 1);
      try (TaskGroup group = open()) {
        var fork = group.launch(new Fork<>(group, null, () -> 42, null), Demand.of(queue));
        fork.leaveQueue();
        group.join();
        assertThat(fork.value()).isEqualTo(42);
      }
    }
  }

  @Nested
  class WhoseTurn {
    @Test
    void anotherGroupAtTheHeadIsAnotherTurnAndOnesOwnIsNot() throws Exception {
      var queue = new PermitQueue("permits", 1);
      var open = new CountDownLatch(1);
      try (TaskGroup group = open();
          TaskGroup other = open()) {
        assertThat(queue.isAnotherTurn(group)).as("nobody waits").isFalse();
        launchWaiting(queue, group, open);
        launchWaiting(queue, group, open);
        assertThat(queue.isAnotherTurn(group)).as("only the own one waits").isFalse();
        launchWaiting(queue, other, open);
        assertThat(queue.isAnotherTurn(group)).as("the other one comes to the head").isTrue();
        open.countDown();
        group.join();
        other.join();
      }
    }

    @Test
    void whoGivesWayHasGivenItsPermitBackBeforeTheNextIsAsked() throws Exception {
      var queue = new PermitQueue("permits", 4);
      var open = new CountDownLatch(1);
      try (TaskGroup group = open()) {
        var workers = Stream.generate(() -> launchWaiting(queue, group, open)).limit(4).toList();
        queue.resize(2);
        assertThat(workers)
            .as("two too many")
            .extracting(worker -> requireNonNull(worker.lease).giveWay(group))
            .containsExactly(true, true, false, false);
        assertThat(queue.inUse()).isEqualTo(2);
        open.countDown();
        group.join();
      }
    }

    private static Fork<Integer, Exception> launchWaiting(
        PermitQueue queue, TaskGroup group, CountDownLatch open) {
      return group.launch(
          new Fork<>(
              group,
              null,
              () -> {
                open.await();
                return 0;
              },
              null),
          Demand.of(queue));
    }
  }
}
