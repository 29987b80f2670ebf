package dev.meanwhile.runtime;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.scope;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Limit;
import dev.meanwhile.Misuse;
import dev.meanwhile.Mutex;
import dev.meanwhile.Rejected;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls of limits: a stretch of its own, and a run, begin only if something in them needs it. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class CallLeaseTest {
  private final Limit limit = atMost(1).named("db");
  private final Mutex mutex = Mutex.create();

  @AfterEach
  void nothingIsLeft() {
    assertThat(TaskNode.standing()).isNull();
    assertThat(limit.inUse()).isZero();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Nested
  class TheRun {
    @Test
    void isNotBegunByCodeThatNeedsNone() throws Exception {
      boolean begun =
          limit.call(() -> {
            Ambient.checkCancelled();
            Ambient.nanoTime();
            return mutex.withLock(() -> TaskNode.begun() != null);
          });

      assertThat(begun).isFalse();
    }

    @Test
    void isBegunByAVerbAndIsOneForTheWholeCall() throws Exception {
      limit.call(() -> {
        Run first = mutex.withLock(() -> runOfATask());
        Run second = runOfATask();
        assertThat(second).isSameAs(first);
        assertThat(requireNonNull(TaskNode.begun()).run()).isSameAs(first);
        return null;
      });
    }

    @Test
    void endsWithTheOutermostCall() throws Exception {
      Run before = limit.call(CallLeaseTest::runOfATask);
      Run after = limit.call(CallLeaseTest::runOfATask);

      assertThat(after).isNotSameAs(before);
    }

    @Test
    void knowsAllPermitsThatAreHeldWhenItBegins() throws Exception {
      limit.call(() ->
          mutex.withLock(() ->
              scope(s -> {
                s.start(() -> assertMisuse(() -> limit.call(() -> 1))).get();
                return s.start(() -> assertMisuse(() -> mutex.withLock(() -> 1))).get();
              })));
    }

    @Test
    void knowsThosePermitsNoLongerThatAreBackByThen() throws Exception {
      limit.call(() -> {
        mutex.withLock(() -> runOfATask());
        List<Integer> values = all(() -> mutex.withLock(() -> 1), () -> 2, List::of);
        assertThat(values).containsExactly(1, 2);
        return null;
      });
    }
  }

  private static Run runOfATask() throws InterruptedException {
    return scope(s -> s.start(() -> TaskNode.running().run()).get());
  }

  @Nested
  class InATask {
    @Test
    void noStretchIsBegunByCodeThatNeedsNone() throws Exception {
      scope(s -> {
        TaskNode outside = TaskNode.running();
        TaskNode inside = limit.call(() -> mutex.withLock(TaskNode::begun));
        assertThat(inside).isSameAs(outside);
        return null;
      });
    }

    @Test
    void aStretchEndsWithItsCallAndTheTaskGoesOnAsBefore() throws Exception {
      scope(s -> {
        TaskNode outside = TaskNode.running();
        TaskNode inside = limit.call(() -> mutex.withLock(TaskNode::current));
        assertThat(inside).isNotSameAs(outside);
        assertThat(TaskNode.standing()).isSameAs(outside);
        assertThat(runOfATask()).isSameAs(outside.run());
        return null;
      });
    }

    /** A cancel must find it: a context carrier, for one, runs while a group is open. */
    @Test
    void whatTheTaskHadOpenBeforeIsOpenAgain() throws Exception {
      scope(s -> {
        TaskNode task = TaskNode.running();
        Cancellable opened = _ -> {};
        task.open(opened);
        limit.call(CallLeaseTest::runOfATask);
        assertThat(task.open()).isSameAs(opened);
        task.open(null);
        return null;
      });
    }

    @Test
    void aCancelReachesWhatWasBegunInTheStretch() {
      assertThatThrownBy(() ->
              scope(s -> {
                s.start(() -> {
                  throw new IOException("broken");
                });
                return limit.call(() -> scope(inner -> inner.start(CallLeaseTest::forEver).get()));
              }))
          .isInstanceOf(IOException.class);
    }
  }

  private static int forEver() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }

  @Nested
  class ThePermitComesBack {
    @Test
    void withAValueAndWithAFailureOfAnyType() throws Exception {
      assertThat(limit.call(() -> 42)).isEqualTo(42);
      var failure = new IOException("broken");
      assertThatThrownBy(() ->
              limit.call(() -> {
                throw failure;
              }))
          .isSameAs(failure);
      assertThatThrownBy(() ->
              limit.call(() -> {
                runOfATask();
                throw failure;
              }))
          .isSameAs(failure);
    }

    @Test
    void toWhoeverWaitsInTheOrderInWhichTheyCame() throws Exception {
      var order = Collections.synchronizedList(new ArrayList<Integer>());
      var waiting = new ArrayList<Thread>();
      limit.call(() -> {
        for (int i = 0; i < 5; i++) {
          int number = i;
          waiting.add(started(() -> limit.call(() -> order.add(number))));
          awaitWaiting(i + 1);
        }
        return null;
      });
      for (Thread thread : waiting) {
        thread.join();
      }

      assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Nested
  class WhoWaits {
    @Test
    void leavesWhenItIsInterrupted() throws Exception {
      var told =
          new FutureTask<Boolean>(() -> {
            assertThatThrownBy(() -> limit.call(() -> 1)).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
          });
      limit.call(() -> {
        Thread thread = Thread.startVirtualThread(told);
        awaitWaiting(1);
        thread.interrupt();
        assertThat(told.get()).isFalse();
        assertThat(limit.waiting()).isZero();
        return null;
      });
    }

    @Test
    void isRejectedWhenItHasWaitedForTooLong() throws Exception {
      Limit impatient = limit.maxWait(Duration.ofMillis(1));
      impatient.call(() -> {
        var late = new FutureTask<Integer>(() -> impatient.call(() -> 1));
        Thread.startVirtualThread(late);
        assertThatThrownBy(late::get).cause().isInstanceOf(Rejected.class);
        return null;
      });
    }

    @Test
    void isNotLetInWithAnInterruptPending() {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> limit.call(() -> 1)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Nested
  class TheLease {
    private final PermitQueue queue = LimitAccess.permitsOf(limit);

    private CallLease spare() {
      return requireNonNull(queue.spare());
    }

    @Test
    void isForTheNextCallAndKnowsNothingOfTheOneThatHasEnded() throws Exception {
      limit.call(() -> 1);
      CallLease lease = spare();
      assertThat(lease.thread()).isNull();
      assertThat(lease.task()).isNull();
      assertThat(lease.outer()).isNull();

      scope(s -> limit.call(() -> assertThat(TaskNode.standing()).isSameAs(lease)));
      assertThat(spare()).isSameAs(lease);
      assertThat(lease.task()).isNull();
      assertThat(lease.outer()).isNull();
    }

    @Test
    void isOfOneCallAtATime() throws Exception {
      Limit two = atMost(2);
      two.call(() -> 1);

      two.call(() -> {
        var other = new FutureTask<Standing>(() -> two.call(TaskNode::standing));
        Thread.startVirtualThread(other);
        assertThat(other.get()).isNotSameAs(TaskNode.standing());
        assertThat(two.inUse()).isEqualTo(1);
        return null;
      });
      assertThat(two.inUse()).isZero();
    }

    @Test
    void isNotUsedAgainOnceOthersMayKnowIt() throws Exception {
      limit.call(CallLeaseTest::runOfATask);
      assertThat(queue.spare()).isNull();

      var waited = new FutureTask<Standing>(() -> limit.call(TaskNode::standing));
      limit.call(() -> {
        Thread.startVirtualThread(waited);
        awaitWaiting(1);
        return null;
      });
      assertThat(waited.get()).isNotSameAs(spare());
    }

    @Test
    void staysForTheNextCallWhereThePermitIsNotFree() throws Exception {
      limit.call(() -> 1);
      CallLease lease = spare();
      limit.pause();
      var late = new FutureTask<Standing>(() -> limit.call(TaskNode::standing));
      Thread.startVirtualThread(late);
      awaitWaiting(1);
      assertThat(spare()).isSameAs(lease);
      assertThat(lease.thread()).isNull();
      limit.resume();

      assertThat(late.get()).isNotSameAs(lease);
    }

    @Test
    void ofAnotherDemandIsNotUsed() throws Exception {
      limit.call(() -> 1);
      CallLease lease = spare();

      limit.claim().priority(1).call(() -> assertThat(TaskNode.standing()).isNotSameAs(lease));
    }
  }

  @Test
  void whoAsksAgainWouldWaitForItself() throws Exception {
    limit.call(() -> assertMisuse(() -> limit.call(() -> 1)));
    limit.call(() -> mutex.withLock(() -> assertMisuse(() -> limit.call(() -> 1))));
  }

  private static boolean assertMisuse(ThrowingCallable again) {
    assertThatThrownBy(again).isInstanceOf(Misuse.class);
    return true;
  }

  @Test
  void theSnapshotNamesTheThreadWhetherARunHasBegunOrNot() throws Exception {
    String here = Thread.currentThread().getName();
    limit.call(() -> {
      assertThat(limit.snapshot().holders()).extracting(Limit.Holder::task).containsExactly(here);
      runOfATask();
      assertThat(limit.snapshot().holders()).extracting(Limit.Holder::task).containsExactly(here);
      assertThat(limit.snapshot().holders().getFirst().age()).isGreaterThanOrEqualTo(Duration.ZERO);
      return null;
    });
  }

  private void awaitWaiting(int number) {
    while (limit.waiting() < number) {
      Thread.yield();
    }
  }

  private static Thread started(Callable<?> work) {
    return Thread.startVirtualThread(new FutureTask<>(work));
  }
}
