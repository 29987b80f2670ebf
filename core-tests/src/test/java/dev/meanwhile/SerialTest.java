package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queues of tasks, one for each key. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class SerialTest {
  private final VirtualTime time = VirtualTime.create();
  private final Trail trail = new Trail();
  private final Serial<String> serial = Serial.perKey();

  @AfterEach
  void noKeyIsLeft() {
    assertThat(serial.keys()).isZero();
  }

  @Nested
  class InOrder {
    @Test
    void theTasksOfAKeyRunOneAtATimeAsTheyWereStarted() throws Exception {
      var inFlight = new InFlight();
      var names = IntStream.range(0, 50).mapToObj(i -> "n" + i).toList();

      time.run(() ->
          scope(s -> {
            for (int i = 0; i < names.size(); i++) {
              int millis = 1 + (i * 7) % 5;
              String name = names.get(i);
              serial.start(s, "ada", () -> inFlight.during(trail.step(name, millis)));
            }
            assertThat(serial.waiting("ada")).isEqualTo(49);
            return null;
          }));

      assertThat(trail.steps()).isEqualTo(names);
      assertThat(inFlight.most()).isEqualTo(1);
    }

    @Test
    void theKeysRunSideBySide() throws Exception {
      time.run(() ->
          scope(s -> {
            for (int i = 0; i < 3; i++) {
              serial.start(s, "ada", () -> after(10, 1));
              serial.start(s, "bob", () -> after(20, 1));
              serial.start(s, "cyd", () -> after(30, 1));
            }
            assertThat(serial.keys()).isEqualTo(3);
            return null;
          }));

      assertThat(time.elapsed()).isEqualTo(ofMillis(90));
    }

    @Test
    void callsAndStartedTasksShareAQueue() throws Exception {
      time.run(() ->
          scope(s -> {
            serial.start(s, "ada", trail.step("start 1", 10));
            s.start(() -> {
              sleep(ofMillis(1));
              return serial.call("ada", trail.step("call 2", 10));
            });
            sleep(ofMillis(2));
            serial.start(s, "ada", trail.step("start 3", 10));
            serial.call("ada", trail.step("call 4", 10));
            serial.start(s, "ada", trail.step("start 5", 10));
            return null;
          }));

      assertThat(trail.steps())
          .containsExactly("start 1", "call 2", "start 3", "call 4", "start 5");
    }

    @Test
    void severalScopesShareAQueue() throws Exception {
      time.run(() ->
          all(
              () -> scope(s -> serial.start(s, "ada", trail.step("first", 10)).get()),
              () -> {
                sleep(ofMillis(1));
                return scope(s -> serial.start(s, "ada", trail.step("second", 10)).get());
              },
              List::of));

      assertThat(trail.steps()).containsExactly("first", "second");
      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
    }

    @Test
    void aTaskStartsAnotherOfItsKeyWhichRunsAfterIt() throws Exception {
      time.run(() ->
          scope(s -> {
            serial.start(
                s,
                "ada",
                () -> {
                  serial.start(s, "ada", trail.step("started inside", 10));
                  return trail.step("outer", 10).run();
                });
            serial.start(s, "ada", trail.step("started before", 10));
            return null;
          }));

      assertThat(trail.steps())
          .containsExactlyInAnyOrder("outer", "started before", "started inside")
          .startsWith("outer");
    }

    @Test
    void aTaskGetsAThreadWhenItsTurnComes() throws Exception {
      var seen = new RecordedEvents();
      seen.during(() ->
          time.run(() ->
              scope(s -> {
                for (int i = 0; i < 5; i++) {
                  serial.start(s, "ada", () -> after(10, 1));
                }
                sleep(ofMillis(25));
                assertThat(seen.of(TaskStarted.class)).hasSize(3);
                return null;
              })));

      assertThat(seen.of(TaskStarted.class)).hasSize(5);
    }
  }

  @Nested
  class AFailure {
    @Test
    void ofATaskIsTheScopesAndTheWaitingOnesNeverRun() {
      var failure = new IOException();

      assertThatThrownBy(() ->
              time.run(() ->
                  scope(s -> {
                    serial.start(s, "ada", trail.step("first", 10));
                    serial.start(s, "ada", () -> failAfter(10, failure));
                    serial.start(s, "ada", trail.step("never", 10));
                    serial.start(s, "ada", trail.step("never", 10));
                    return null;
                  })))
          .isSameAs(failure);

      assertThat(trail.steps()).containsExactly("first");
      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
    }

    @Test
    void ofOneScopeLetsTheTasksOfOthersMoveUp() throws Exception {
      time.run(() ->
          all(
              () -> scope(s -> serial.start(s, "ada", trail.step("holder", 100)).get()),
              () -> {
                sleep(ofMillis(1));
                return outcome(() ->
                    scope(s -> {
                      serial.start(s, "ada", trail.step("never", 100));
                      return failAfter(5, new IOException());
                    }));
              },
              () -> {
                sleep(ofMillis(2));
                return scope(s -> serial.start(s, "ada", trail.step("other", 10)).get());
              },
              List::of));

      assertThat(trail.steps()).containsExactly("holder", "other");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void ofACallIsThrownAsItself() {
      var failure = new IOException();

      assertThatThrownBy(() -> serial.call("ada", () -> fail(failure))).isSameAs(failure);
    }

    @Test
    void ofAnOutcomeDoesNotStopTheQueue() throws Exception {
      time.run(() ->
          scope(s -> {
            serial.start(s, "ada", () -> outcome(() -> failAfter(10, new IOException())));
            serial.start(s, "ada", trail.step("next", 10));
            return null;
          }));

      assertThat(trail.steps()).containsExactly("next");
    }
  }

  @Nested
  class ACancel {
    @Test
    void ofAWaitingCallLetsThoseBehindMoveUp() throws Exception {
      time.run(() ->
          scope(s -> {
            serial.start(s, "ada", trail.step("holder", 100));
            s.start(() ->
                race(() -> after(5, "winner"), () -> serial.call("ada", trail.step("no", 1))));
            sleep(ofMillis(1));
            serial.start(s, "ada", trail.step("behind", 10));
            return null;
          }));

      assertThat(trail.steps()).containsExactly("holder", "behind");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void byADeadlineEndsTheQueueOfTheScope() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(25),
                      () ->
                          scope(s -> {
                            for (int i = 0; i < 10; i++) {
                              serial.start(s, "ada", trail.step("n" + i, 10));
                            }
                            return null;
                          }))))
          .isInstanceOf(DeadlineExceeded.class);

      // The third one does not begin a sleep that would end too late.
      assertThat(trail.steps()).containsExactly("n0", "n1", "n2");
      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
    }

    @Test
    void atEveryStepLeavesNothing() throws Exception {
      Interrupted.atEveryStep(
          List.of("a", "b", "c"),
          () ->
              scope(s -> {
                var handles = new ArrayList<Later<String, RuntimeException>>();
                for (String name : List.of("a", "b", "c")) {
                  handles.add(serial.start(s, "ada", () -> after(1, name)));
                }
                String third = serial.call("ada", () -> after(1, "c"));
                return List.of(handles.get(0).get(), handles.get(1).get(), third);
              }));
    }
  }

  @Nested
  class Bad {
    @Test
    void inputIsRefused() {
      assertThatThrownBy(() -> serial.call(null, () -> 1))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("key");
      assertThatThrownBy(() -> serial.call("ada", null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
      assertThatThrownBy(() -> scope(s -> serial.start(s, null, () -> 1).get()))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("key");
      assertThatThrownBy(() -> scope(s -> serial.start(s, "ada", null).get()))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
      assertThatThrownBy(() -> serial.start(null, "ada", () -> 1))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("scope");
    }

    @Test
    void scopesAreRefused() throws Exception {
      Object stranger = scope(s -> Outsider.does(() -> serial.start(s, "ada", () -> 1)).result());
      assertThat(stranger).isInstanceOf(Misuse.class);
      assertThatThrownBy(() ->
              time.run(() ->
                  serial.start(Meanwhile.<Scope, RuntimeException>scope(s -> s), "ada", () -> 1)))
          .isInstanceOf(Misuse.class);
      assertThatThrownBy(() ->
              scope(
                  s -> serial.call("ada", () -> scope(t -> serial.start(t, "ada", () -> 1).get()))))
          .isInstanceOf(Misuse.class);
    }

    @Test
    void itSaysWhatItIs() {
      assertThat(serial).hasToString("serial queue per key");
      assertThat(serial.waiting("ada")).isZero();
    }
  }
}
