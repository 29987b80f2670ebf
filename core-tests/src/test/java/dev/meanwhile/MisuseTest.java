package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class MisuseTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Strangers {
    @Test
    void aThreadThatRunsNoTaskOfAScopeStartsNothingInIt() throws Exception {
      Object thrown =
          scope(
              "page",
              s -> {
                return Outsider.does(() -> s.start(() -> "a")).result();
              });

      assertThat(thrown)
          .isInstanceOf(Misuse.class)
          .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
          .hasMessageContainingAll("\"page\"", "outsider", "none of its tasks", "MisuseTest.java");
    }

    @Test
    void aTaskOfAnotherRunStartsNothing() throws Exception {
      Object thrown =
          scope(s -> {
            return Outsider.does(() -> scope(other -> s.start(() -> "a").get())).result();
          });

      assertThat(thrown).isInstanceOf(Misuse.class);
    }
  }

  @Nested
  class AfterTheEnd {
    @Test
    void nothingIsStarted() throws Exception {
      Throwable outside = catchThrowable(() -> scope(s -> s).start(() -> "a"));
      Throwable inside =
          time.run(() -> {
            Scope ended = scope("page", s -> s);
            return catchThrowable(() -> ended.start(() -> "a"));
          });

      assertThat(outside).isInstanceOf(Misuse.class);
      assertThat(inside)
          .isInstanceOf(Misuse.class)
          .hasMessageContainingAll("test/page", "has ended");
    }

    @Test
    void noResultIsRead() throws Exception {
      Later<String, RuntimeException> ended = scope(s -> s.start(() -> "a"));

      assertThatThrownBy(ended::get)
          .isInstanceOf(Misuse.class)
          .hasMessageContainingAll("MisuseTest.java", "after its scope had ended");
    }
  }

  @Nested
  class Circles {
    private final List<Later<String, RuntimeException>> handles = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);

    private String get(int index) throws InterruptedException {
      ready.await();
      return handles.get(index).get();
    }

    private Throwable runInAScope(List<Task<String, RuntimeException>> tasks) {
      return catchThrowable(() ->
          scope(s -> {
            for (Task<String, RuntimeException> task : tasks) {
              handles.add(s.start("task" + handles.size(), task));
            }
            ready.countDown();
            return "body";
          }));
    }

    @Test
    void ofATaskThatAwaitsItself() {
      assertThat(runInAScope(List.of(() -> get(0))))
          .isInstanceOf(Misuse.class)
          .hasMessageContainingAll(
              "\"task0\" would wait for ever", "started at", "at dev.meanwhile")
          .hasMessageContaining("MisuseTest.java");
    }

    @RepeatedTest(20)
    void ofTwoTasksThatAwaitEachOther() {
      assertThat(runInAScope(List.of(() -> get(1), () -> get(0))))
          .isInstanceOf(Misuse.class)
          .hasMessageContainingAll("\"task0\"", "\"task1\"", "started at", "the other waits at");
    }

    @RepeatedTest(20)
    void ofThreeTasks() {
      assertThat(runInAScope(List.of(() -> get(1), () -> get(2), () -> get(0))))
          .isInstanceOf(Misuse.class);
    }

    @Test
    void ofAChildThatAwaitsItsAncestor() {
      assertThat(runInAScope(List.of(() -> all(() -> get(0), () -> "b", String::concat))))
          .isInstanceOf(Misuse.class)
          .hasMessageContainingAll("\"task0/all[0]\" would wait for ever for task \"task0\"");
    }

    @Test
    void throughTheChildOfAnotherTask() {
      assertThat(
              runInAScope(
                  List.of(() -> get(1), () -> all(() -> get(0), () -> "b", String::concat))))
          .isInstanceOf(Misuse.class);
    }

    @Test
    void throughAnInnerDeadline() {
      assertThat(
              runInAScope(
                  List.of(
                      () -> within(ofSeconds(100), () -> get(1)),
                      () -> within(ofSeconds(100), () -> get(0)))))
          .isInstanceOf(Misuse.class);
    }

    @Test
    void andNoneWhereTasksOnlyShareWhatTheyAwait() throws Exception {
      String shared =
          time.run(() ->
              scope(s -> {
                var root = s.start(() -> after(10, "root"));
                var left = s.start(() -> root.get() + "-left");
                var right = s.start(() -> left.get() + "-right" + root.get());
                return right.get() + left.get();
              }));

      assertThat(shared).isEqualTo("root-left-rightrootroot-left");
    }
  }

  @Nested
  class Stalls {
    private final Limit one = atMost(1);
    private final Limit two = atMost(1);
    private final CyclicBarrier bothHold = new CyclicBarrier(2);

    private String holding(Limit held, Limit wanted) throws InterruptedException {
      return map(
              List.of(1),
              held,
              i -> {
                awaitBoth();
                return map(List.of(2), wanted, j -> "both").getFirst();
              })
          .getFirst();
    }

    private void awaitBoth() throws InterruptedException {
      try {
        bothHold.await();
      } catch (BrokenBarrierException e) {
        throw new AssertionError(e);
      }
    }

    private Throwable crossed() {
      return catchThrowable(
          () -> all(() -> holding(one, two), () -> holding(two, one), String::concat));
    }

    @Test
    @Timeout(2)
    void aRunInWhichAllWaitForEachOtherEndsAndSaysWhoWaits() {
      Throwable thrown = crossed();

      assertThat(thrown).isInstanceOf(Stalled.class).hasNoCause();
      assertThat(thrown)
          .hasMessageContainingAll("no task of this run can ever go on", "all[0]", "all[1]")
          .hasMessageContaining("the calling thread waits")
          .hasMessageContaining("MisuseTest.java")
          .hasMessageNotContaining("Unsafe.park");
      assertThat(one.inUse() + two.inUse() + one.waiting() + two.waiting()).isZero();
    }

    @Test
    @Timeout(2)
    void onVirtualTimeToo() throws Exception {
      assertThat(time.run(this::crossed)).isInstanceOf(Stalled.class);
    }

    @Test
    @Timeout(2)
    void withinALimitThatNeverPassesToo() {
      assertThatThrownBy(() ->
              within(
                  Deadline.FOREVER,
                  () -> all(() -> holding(one, two), () -> holding(two, one), String::concat)))
          .isInstanceOf(Stalled.class);
    }
  }

  @Nested
  class Nulls {
    @Test
    void failAtOnce() {
      assertThatThrownBy(() -> scope(s -> s.start(null).get()))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> scope(s -> s.start("named", null).get()))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> scope((ScopeBody<String, RuntimeException>) null))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> scope((String) null, s -> "a"))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> scope((Grace) null, s -> "a"))
          .isInstanceOf(NullPointerException.class);
    }
  }

  @Nested
  class Clocks {
    @Test
    void aRunInsideATaskHasNoClockOfItsOwn() {
      assertThatThrownBy(() -> time.run(() -> VirtualTime.create().run(() -> fail(new Error()))))
          .isInstanceOf(Misuse.class);
    }
  }
}
