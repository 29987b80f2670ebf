package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.suppressedFailures;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A task of a scope that starts when it has its permit. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitStartTest {
  private final VirtualTime time = VirtualTime.create();
  private final Trail trail = new Trail();
  private final InFlight inFlight = new InFlight();
  private final Limit limit = atMost(2);

  @Nested
  class WithItsPermit {
    @Test
    void aTaskKeepsItUntilItEnds() throws Exception {
      var results = new ArrayList<String>();

      time.run(() ->
          scope(s -> {
            var handles = new ArrayList<Later<String, RuntimeException>>();
            for (int i = 0; i < 7; i++) {
              String name = "n" + i;
              handles.add(limit.start(s, () -> inFlight.during(trail.step(name, 10))));
            }
            assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(2, 5);
            for (var handle : handles) {
              results.add(handle.get());
            }
            return null;
          }));

      assertThat(trail.steps()).containsExactlyInAnyOrderElementsOf(results);
      assertThat(results).containsExactly("n0", "n1", "n2", "n3", "n4", "n5", "n6");
      assertThat(inFlight.most()).isEqualTo(2);
      assertThat(time.elapsed()).isEqualTo(ofMillis(40));
      assertUnused(limit);
    }

    @Test
    void tasksStartInTheOrderInWhichTheyWereStarted() throws Exception {
      var one = atMost(1);
      var names = new ArrayList<String>();

      time.run(() ->
          scope(s -> {
            for (int i = 0; i < 50; i++) {
              names.add("n" + i);
              one.start(s, trail.step("n" + i, 1));
            }
            return null;
          }));

      assertThat(trail.steps()).isEqualTo(names);
    }

    @Test
    void aTaskGetsAThreadAndNotBefore() throws Exception {
      var seen = new RecordedEvents();

      seen.during(() ->
          time.run(() ->
              scope(s -> {
                for (int i = 0; i < 5; i++) {
                  limit.start(s, () -> after(10, "a"));
                }
                sleep(ofMillis(15));
                assertThat(seen.of(TaskStarted.class)).hasSize(4);
                return null;
              })));

      assertThat(seen.of(TaskStarted.class)).hasSize(5);
    }

    @Test
    void aTaskWaitsForCallsAndMapsOfTheSameLimit() throws Exception {
      var one = atMost(1);

      time.run(() ->
          scope(s -> {
            s.start(() -> one.call(trail.step("call", 10)));
            sleep(ofMillis(1));
            one.start(s, trail.step("start", 10));
            s.start(() -> Meanwhile.map(List.of("map"), one, name -> trail.step(name, 10).run()));
            return null;
          }));

      assertThat(trail.steps()).containsExactly("call", "start", "map");
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void aTaskReturnsANullAndAFailureAsItself() throws Exception {
      var failure = new IOException();

      String nothing = scope(s -> limit.<String, RuntimeException>start(s, () -> null).get());

      assertThat(nothing).isNull();
      assertThatThrownBy(() ->
              scope(s -> {
                Later<String, IOException> failing = limit.start(s, () -> fail(failure));
                return failing.get();
              }))
          .isSameAs(failure);
      assertUnused(limit);
    }

    @Test
    void aTaskThatHoldsOneStartsAnotherThatItDoesNotWaitFor() throws Exception {
      var one = atMost(1);

      time.run(() ->
          scope(s ->
              one.start(
                  s,
                  () -> {
                    trail.add("outer");
                    one.start(s, trail.step("inner", 5));
                    sleep(ofMillis(10));
                    trail.add("outer ends");
                    return null;
                  })));

      assertThat(trail.steps()).containsExactly("outer", "outer ends", "inner");
      assertUnused(one);
    }
  }

  @Nested
  class WhileItWaits {
    @Test
    void aTaskOfAScopeThatFailsNeverStarts() {
      var failure = new IOException();

      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    limit.start(s, () -> failAfter(5, failure));
                    limit.start(s, trail.step("sibling", 100));
                    limit.start(s, trail.step("waiting", 100));
                    return null;
                  })))
          .isSameAs(failure)
          .satisfies(thrown -> assertThat(suppressedFailures(thrown)).isEmpty());

      assertThat(trail.steps()).containsExactly("sibling");
      assertThat(time.elapsed()).isEqualTo(ofMillis(5));
      assertUnused(limit);
    }

    @Test
    void aTaskThatIsCancelledMakesRoomForThoseBehind() throws Exception {
      var one = atMost(1);

      time.run(() ->
          all(
              () -> one.call(trail.step("holder", 100)),
              () -> {
                sleep(ofMillis(1));
                return outcome(() ->
                    scope(s -> {
                      one.start(s, trail.step("cancelled", 100));
                      return failAfter(5, new IOException());
                    }));
              },
              () -> {
                sleep(ofMillis(2));
                return one.call(trail.step("behind", 10));
              },
              List::of));

      assertThat(trail.steps()).containsExactly("holder", "behind");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void aTaskNeverStartsWhenTheDeadlineCameFirst() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(20),
                      () ->
                          scope(s -> {
                            for (int i = 0; i < 4; i++) {
                              String name = "n" + i;
                              limit.start(
                                  s,
                                  () -> {
                                    trail.add(name);
                                    return untilTheDeadline();
                                  });
                            }
                            return null;
                          }))))
          .isInstanceOf(DeadlineExceeded.class);

      assertThat(trail.steps()).containsExactlyInAnyOrder("n0", "n1");
      assertUnused(limit);
    }

    @Test
    void whoeverReadsItsResultIsToldToo() throws Exception {
      var read =
          time.run(() ->
              scope(s -> {
                var inner =
                    s.start(() ->
                        outcome(() ->
                            scope(t -> {
                              limit.claim(2).start(t, () -> failAfter(5, new IOException()));
                              return limit.start(t, trail.step("never", 1)).get();
                            })));
                return inner.get();
              }));

      assertThat(read)
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure -> assertThat(failure.cause()).isInstanceOf(IOException.class));
      assertThat(trail.steps()).isEmpty();
    }
  }

  @Nested
  class ItsThread {
    private final InheritableThreadLocal<String> user = new InheritableThreadLocal<>();

    @Test
    void inheritsNothingFromWhoMadeRoom() throws Exception {
      var one = atMost(1);

      String inherited =
          time.run(() ->
              all(
                  () -> {
                    user.set("ada");
                    return one.call(trail.step("ada's call", 10));
                  },
                  () -> {
                    user.set("bob");
                    sleep(ofMillis(1));
                    return scope(s -> one.start(s, user::get).get());
                  },
                  (_, bobs) -> bobs));

      assertThat(inherited).isNull();
    }

    @Test
    void hasTheContextClassLoaderOfWhoStartedIt() throws Exception {
      var one = atMost(1);
      var loader = new URLClassLoader(new URL[0]);

      List<ClassLoader> loaders =
          time.run(() ->
              all(
                  () -> one.call(() -> trail.step("somebody's call", 10).run()),
                  () -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    sleep(ofMillis(1));
                    return scope(s -> one.start(s, this::contextClassLoader).get());
                  },
                  () -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    return Meanwhile.map(List.of(1, 2), one, _ -> contextClassLoader());
                  },
                  (_, started, mapped) -> List.of(started, mapped.getFirst(), mapped.getLast())));

      assertThat(loaders).containsOnly(loader);
    }

    private ClassLoader contextClassLoader() {
      return Thread.currentThread().getContextClassLoader();
    }
  }

  @Nested
  class Misused {
    @Test
    void onAScopeThatHasEnded() {
      assertThatThrownBy(() ->
              time.run(() -> {
                Scope ended = scope(s -> s);
                return limit.start(ended, () -> "never");
              }))
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("has ended");
      assertUnused(limit);
    }

    @Test
    void byAThreadThatRunsNoneOfItsTasks() throws Exception {
      Object thrown = scope(s -> Outsider.does(() -> limit.start(s, () -> "never")).result());

      assertThat(thrown).isInstanceOf(Misuse.class);
      assertUnused(limit);
    }

    @Test
    void onAScopeOfSomebodyElsesMaking() {
      Scope foreign =
          new Scope() {
            @Override
            public <T, X extends Exception> Later<T, X> start(Task<T, X> task) {
              throw new AssertionError("is not asked");
            }
          };

      assertThatThrownBy(() -> limit.start(foreign, () -> "never"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no scope made by Meanwhile.scope");
    }

    @Test
    void withoutATaskOrAScope() throws Exception {
      assertThatThrownBy(() -> limit.start(null, () -> "never"))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("scope");
      assertThatThrownBy(() -> scope(s -> limit.start(s, null).get()))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
      assertUnused(limit);
    }
  }
}
