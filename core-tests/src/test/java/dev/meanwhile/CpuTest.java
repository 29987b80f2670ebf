package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.cpu;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.spinUntil;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class CpuTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");
  private final InFlight inFlight = new InFlight();

  private static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** That many tasks on the processors, each for 10 ms. */
  private void takeTenMillis(int tasks) throws InterruptedException {
    time.run(() ->
        map(items(tasks), atMost(tasks), i -> cpu(() -> inFlight.during(() -> after(10, i)))));
  }

  /** All places are free: so many tasks take no longer than one. */
  private void assertNothingIsHeld() throws InterruptedException {
    var before = time.elapsed();
    takeTenMillis(PROCESSORS);
    assertThat(time.elapsed()).isEqualTo(before.plusMillis(10));
  }

  @Nested
  class Threads {
    @Test
    void areDaemonPlatformThreadsNamedByTheirPath() throws Exception {
      Thread thread = time.run(() -> cpu(Thread::currentThread));

      assertThat(thread.isVirtual()).isFalse();
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getName()).isEqualTo("test/cpu[0]");
      assertThat(time.run(() -> cpu(named("render", () -> Thread.currentThread().getName()))))
          .isEqualTo("test/render");
    }

    @Test
    void areFreshSoThatNothingOfOneTaskIsInTheNext() throws Exception {
      var local = new ThreadLocal<String>();
      for (int i = 0; i < 3; i++) {
        assertThat(
                cpu(() -> {
                  boolean clean = local.get() == null && !Thread.currentThread().isInterrupted();
                  local.set("left behind");
                  Thread.currentThread().interrupt();
                  return clean;
                }))
            .isTrue();
      }
    }

    @Test
    void inheritNothingWhoeverStartsThem() throws Exception {
      var local = new InheritableThreadLocal<Integer>();
      int tasks = 3 * PROCESSORS;

      assertThat(
              time.run(() ->
                  map(
                      items(tasks),
                      atMost(tasks),
                      i -> {
                        local.set(i);
                        return cpu(() -> after(1, local.get() == null));
                      })))
          .containsOnly(true);
    }

    @Test
    void haveTheClassLoaderOfTheirCallerAlsoAfterAWait() throws Exception {
      try (var loader = new URLClassLoader(new URL[0])) {
        var loaders =
            time.run(() ->
                map(
                    items(3 * PROCESSORS),
                    atMost(3 * PROCESSORS),
                    i -> {
                      Thread.currentThread().setContextClassLoader(i == 0 ? null : loader);
                      return cpu(() -> after(1, loaderIs(i == 0 ? null : loader)));
                    }));
        assertThat(loaders).containsOnly(true);
      }
    }

    private static boolean loaderIs(@Nullable ClassLoader loader) {
      return Thread.currentThread().getContextClassLoader() == loader;
    }

    @Test
    void haveWhatACarrierCarries() throws Exception {
      var user = new ThreadLocal<String>();
      try (var carrier = ContextCarrier.of(user).install()) {
        assertThat(carrier).isNotNull();
        user.set("ada");
        assertThat(cpu(user::get)).isEqualTo("ada");
      } finally {
        user.remove();
      }
    }

    @Test
    void doNotStarveTheVirtualOnes() throws Exception {
      var spinning = new CountDownLatch(PROCESSORS);
      var reached = new AtomicBoolean();
      Task<String, RuntimeException> spin =
          () ->
              cpu(() -> {
                spinning.countDown();
                spinUntil(reached);
                return "spun";
              });
      var tasks = new ArrayList<>(Collections.nCopies(PROCESSORS, spin));
      tasks.add(() -> {
        spinning.await();
        reached.set(true);
        return "went on";
      });

      assertThat(all(tasks)).hasSize(PROCESSORS + 1).endsWith("went on");
    }
  }

  @Nested
  class Places {
    @Test
    void areAsManyAsThereAreProcessors() throws Exception {
      takeTenMillis(3 * PROCESSORS);

      assertThat(inFlight.most()).isEqualTo(PROCESSORS);
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void areTheSameForTheWholeProcess() throws Exception {
      var arrived = new CountDownLatch(PROCESSORS);
      var release = new CountDownLatch(1);
      var runs = new ArrayList<Thread>();
      for (int i = 0; i < 3 * PROCESSORS; i++) {
        runs.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    cpu(() ->
                        inFlight.during(() -> {
                          arrived.countDown();
                          release.await();
                          return null;
                        }));
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }));
      }
      arrived.await();
      release.countDown();
      for (Thread run : runs) {
        run.join();
      }

      assertThat(inFlight.finished()).isEqualTo(3 * PROCESSORS);
      assertThat(inFlight.most()).isEqualTo(PROCESSORS);
    }

    @Test
    void areTakenInTheOrderOfTheCalls() throws Exception {
      List<Integer> starts = Collections.synchronizedList(new ArrayList<>());
      int tasks = 4 * PROCESSORS;

      time.run(() ->
          map(
              items(tasks),
              atMost(tasks),
              i -> {
                sleep(ofMillis(1 + i));
                return cpu(() -> {
                  starts.add(i);
                  return after(10 * tasks, i);
                });
              }));

      assertThat(starts).isEqualTo(items(tasks));
    }

    @Test
    void areGivenBackHoweverTheTaskEnds() throws Exception {
      for (int i = 0; i < PROCESSORS; i++) {
        assertThatThrownBy(() -> cpu(() -> fail(failure))).isSameAs(failure);
        assertThatThrownBy(() -> time.run(() -> within(ofMillis(1), () -> cpu(() -> spinning()))))
            .isInstanceOf(DeadlineExceeded.class);
        assertThat(time.run(() -> race(() -> cpu(() -> untilTheDeadline()), () -> after(1, "won"))))
            .isEqualTo("won");
      }
      assertNothingIsHeld();
    }

    private static String spinning() throws InterruptedException {
      sleep(Deadline.remaining());
      spinUntil(new AtomicBoolean());
      return "never";
    }

    @Test
    void areNotWaitedForByWhoIsCancelled() throws Exception {
      var ran = new AtomicBoolean();
      Task<Boolean, RuntimeException> tooLate = () -> cpu(() -> ran.getAndSet(true));

      time.run(() ->
          all(
              () -> map(items(PROCESSORS), atMost(PROCESSORS), i -> cpu(() -> after(50, i))),
              () -> withinOr(ofMillis(9), () -> late(tooLate), () -> false),
              () -> race(() -> late(tooLate), () -> after(20, "won")),
              List::of));

      assertThat(ran).isFalse();
      assertNothingIsHeld();
    }

    private <T> T late(Task<T, RuntimeException> task) throws InterruptedException {
      sleep(ofMillis(1));
      return task.run();
    }

    @Test
    void thatWaitForEachOtherAreAStallAndNoSilentHang() {
      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    for (int i = 0; i < PROCESSORS; i++) {
                      s.start(() -> cpu(() -> after(1, s).start(() -> cpu(() -> 1)).get()));
                    }
                    return "body";
                  })))
          .isInstanceOf(Stalled.class)
          .hasMessageContaining("waits: for a permit of cpu");
    }
  }

  @Nested
  class Result {
    @Test
    void isThatOfTheTask() throws Exception {
      assertThat(cpu(() -> 42)).isEqualTo(42);
      String nothing = cpu(() -> null);
      assertThat(nothing).isNull();
    }

    @Test
    void comesAtOnceOfTwoAndOfMany() throws Exception {
      assertThat(time.run(() -> all(() -> cpu(() -> 1), () -> cpu(() -> 2), Integer::sum)))
          .isEqualTo(3);
      assertThat(time.run(() -> map(items(100), atMost(8), i -> cpu(() -> i + 1))))
          .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void ofNoTaskIsAnErrorAtOnce() {
      Task<String, RuntimeException> nothing = null;
      assertThatThrownBy(() -> cpu(nothing))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
    }
  }

  @Nested
  class Inside {
    @Test
    void ofItselfItGoesOnAsItIs() throws Exception {
      List<Thread> threads =
          cpu(() ->
              List.of(
                  Thread.currentThread(),
                  cpu(Thread::currentThread),
                  within(ofMillis(100_000), () -> cpu(Thread::currentThread)),
                  scope(s -> cpu(Thread::currentThread))));

      assertThat(threads).containsOnly(threads.getFirst());
    }

    @Test
    void aTaskBelowRunsOnAPlatformThreadOfItsOwn() throws Exception {
      List<Thread> threads =
          cpu(() ->
              List.of(
                  Thread.currentThread(),
                  all(() -> cpu(Thread::currentThread), () -> "b", (thread, _) -> thread)));

      assertThat(threads).doesNotHaveDuplicates().noneMatch(Thread::isVirtual);
    }

    @Test
    void tasksBelowTakeTurnsOnThePlaceThatTheOuterOneHas() throws Exception {
      time.run(() ->
          cpu(() -> map(items(4), atMost(4), i -> cpu(() -> inFlight.during(() -> after(10, i))))));

      assertThat(inFlight.most()).isEqualTo(1);
      assertThat(time.elapsed()).isEqualTo(ofMillis(40));
    }

    @Test
    void anyDepthEndsAlsoWhereAllPlacesAreTaken() throws Exception {
      assertThat(time.run(() -> map(items(2 * PROCESSORS), atMost(64), i -> leaves(4))))
          .containsOnly(16);
    }

    private int leaves(int depth) throws InterruptedException {
      return depth == 0
          ? 1
          : cpu(() -> all(() -> leaves(depth - 1), () -> leaves(depth - 1), Integer::sum));
    }

    @Test
    void itMayBeCancelled() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(5),
                      () ->
                          cpu(() ->
                              all(
                                  () -> cpu(() -> untilTheDeadline()),
                                  () -> cpu(() -> untilTheDeadline()),
                                  (a, b) -> a)))))
          .isInstanceOf(DeadlineExceeded.class);
    }
  }

  @Nested
  class Seen {
    @Test
    void isATaskLikeAnyOther() throws Exception {
      var events = new RecordedEvents();

      events.during(() -> cpu(named("render", () -> "page")));

      assertThat(events.only(RunBegan.class).name()).isEqualTo("cpu");
      assertThat(events.created("render").index()).isZero();
      assertThat(events.only(TaskStarted.class).thread()).isEqualTo("render");
      assertThat(events.ended("render").ending()).isEqualTo(Ending.OK);
    }
  }
}
