package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.runtime.Timekeeper.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alarms on real time: that they ring, not when. */
@Timeout(60)
class AlarmClockTest {
  private static final long MILLI = 1_000_000;

  private static final AlarmClock CLOCK = new AlarmClock(); // its thread is never ended

  private static Alarm in(long nanos, Runnable what) {
    return CLOCK.ring(System.nanoTime() + nanos, what);
  }

  @Test
  void anAlarmRingsOnceNotBeforeItsTimeOnAThreadThatKeepsNoProcessAlive() throws Exception {
    var rung = new CountDownLatch(1);
    var thread = new AtomicReference<Thread>();
    var early = new AtomicReference<Long>();
    long at = System.nanoTime() + 3 * MILLI;
    CLOCK.ring(
        at,
        () -> {
          early.set(Math.max(0, at - System.nanoTime()));
          thread.set(Thread.currentThread());
          rung.countDown();
        });

    rung.await();
    assertThat(early.get()).isZero();
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(thread.get().getName()).isEqualTo("meanwhile-alarms");
  }

  @Test
  void aNearerOneIsNotKeptWaitingByOneThatIsFar() throws Exception {
    var near = new CountDownLatch(1);
    Alarm far = in(TimeUnit.DAYS.toNanos(1), () -> {});
    in(MILLI, near::countDown);

    near.await();
    far.cancel();
  }

  @Test
  void oneThatIsCancelledDoesNotRing() throws Exception {
    var rung = new AtomicInteger();
    var last = new CountDownLatch(1);
    List<Alarm> cancelled =
        IntStream.range(0, 100).mapToObj(_ -> in(20 * MILLI, rung::incrementAndGet)).toList();
    cancelled.forEach(Alarm::cancel);
    in(25 * MILLI, last::countDown);

    last.await();
    assertThat(rung).hasValue(0);
  }

  @Test
  void whatOneThrowsIsReportedAndTheOthersRing() throws Exception {
    var reported = new AtomicReference<Throwable>();
    var rung = new CountDownLatch(1);
    in(
        MILLI,
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> reported.set(failure));
          throw new IllegalStateException("broken");
        });
    in(
        5 * MILLI,
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler(null);
          rung.countDown();
        });

    rung.await();
    assertThat(reported.get()).hasMessage("broken");
  }

  /** Each thread adds its next one when the last has rung: a wake-up that is lost hangs it. */
  @Test
  void noneIsLostWhereManyThreadsAddThemAtOnce() throws Exception {
    int threads = 8;
    int rounds = 2_000;
    var together = new CyclicBarrier(threads);
    var rung = new AtomicInteger();
    var workers = new ArrayList<Thread>();
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.startVirtualThread(() -> ringOneByOne(together, rounds, rung)));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    assertThat(rung).hasValue(threads * rounds);
  }

  private static void ringOneByOne(CyclicBarrier together, int rounds, AtomicInteger rung) {
    try {
      together.await();
      for (int round = 0; round < rounds; round++) {
        var mine = new CountDownLatch(1);
        Alarm beside = in(TimeUnit.SECONDS.toNanos(40), () -> {});
        in(round % 50 * 1_000L, mine::countDown);
        mine.await();
        beside.cancel();
        rung.incrementAndGet();
      }
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }
}
