package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.ScopeClosed;
import dev.meanwhile.observe.TaskEvent.ScopeOpened;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The events of a task and of its waits. */
@ExtendWith(LeakGuard.class)
class TaskEventTest extends EventFixture {
  @Nested
  class OfATask {
    @Test
    void beginWithItsCreationAndEndWithItsEnding() throws Exception {
      observe(() -> all(() -> after(10), named("second", () -> after(20)), Integer::sum));

      assertThat(events.story(events.task("test/all[0]")))
          .containsExactly("created", "started", "SLEEP", "TIMED_OUT", "OK");
      assertThat(events.story(events.task("test/second")))
          .containsExactly("created", "started", "SLEEP", "TIMED_OUT", "OK");
      assertThat(events.ended("test/all[0]").at()).isEqualTo(millis(10));
      assertThat(events.ended("test/second").at()).isEqualTo(millis(20));
    }

    @Test
    void sayWhereItStandsInTheTree() throws Exception {
      observe(() -> all(() -> 1, named("second", () -> 2), Integer::sum));

      var opened = events.only(ScopeOpened.class);
      assertThat(opened.verb()).isEqualTo("all");
      assertThat(opened.task()).isEqualTo(events.root());
      var second = events.created("test/second");
      assertThat(second.parent()).isEqualTo(events.root());
      assertThat(second.scope()).isEqualTo(opened.scope());
      assertThat(second.index()).isEqualTo(1);
      assertThat(second.name()).isEqualTo("second");
      assertThat(events.created("test/all[0]").index()).isZero();
      assertThat(events.only(ScopeClosed.class).scope()).isEqualTo(opened.scope());
    }

    @Test
    void nameTheTaskThatStartedItAlsoWhereThatIsNotItsParent() throws Exception {
      observe(() ->
          scope(s -> {
            var a = s.start("a", () -> s.start("b", () -> map(List.of(1), atMost(1), n -> n)));
            return a.get().get();
          }));

      assertThat(events.created("test/a").starter()).isEqualTo(events.root());
      assertThat(events.created("test/b").starter()).isEqualTo(events.task("test/a"));
      assertThat(events.created("test/b").parent()).isEqualTo(events.root());
      assertThat(events.created("test/b/map[0]").starter()).isEqualTo(events.task("test/b"));
    }

    @Test
    void sayWithWhatItFailed() {
      observeFailing(() -> all(() -> failAfter(10), () -> 1, List::of));

      var ended = events.ended("test/all[0]");
      assertThat(ended.ending()).isEqualTo(Ending.FAILED);
      assertThat(ended.error()).isEqualTo("java.io.IOException");
      assertThat(ended.message()).isEqualTo("after 10");
    }

    @Test
    void surviveAMessageThatCannotBeBuilt() {
      var unreadable =
          new IllegalStateException() {
            @Override
            public String getMessage() {
              throw new UnsupportedOperationException();
            }
          };

      observeFailing(() ->
          all(
              List.of(() -> {
                throw unreadable;
              })));

      assertThat(events.ended("test/all[0]").message()).isNull();
    }

    @Test
    void nameTheThreadItRunsOn() throws Exception {
      observe(() -> all(List.of(named("one", () -> 1))));

      assertThat(events.only(TaskStarted.class).thread()).isEqualTo("test/one");
    }
  }

  @Nested
  class OfAWait {
    @Test
    void nameWhatItWaitsForAndWhoEndedIt() throws Exception {
      observe(() -> all(() -> after(10), () -> after(20), Integer::sum));

      var join = waitOf(events.root(), WaitReason.JOIN);
      assertThat(join.on()).containsExactly(events.task("test/all[0]"), events.task("test/all[1]"));
      assertThat(endOf(join).end()).isEqualTo(WaitEnd.RELEASED);
      assertThat(endOf(join).releasedBy()).isEqualTo(events.task("test/all[1]"));
      assertThat(endOf(join).at()).isEqualTo(millis(20));
    }

    @Test
    void ofASleepNameNobody() throws Exception {
      observe(() -> after(30));

      var sleeping = waitOf(events.root(), WaitReason.SLEEP);
      assertThat(sleeping.on()).isEmpty();
      assertThat(endOf(sleeping).end()).isEqualTo(WaitEnd.TIMED_OUT);
      assertThat(endOf(sleeping).releasedBy()).isZero();
      assertThat(endOf(sleeping).at() - sleeping.at()).isEqualTo(millis(30));
    }

    @Test
    void forAResultNameItsTaskAndTheValueIsReadAfterwards() throws Exception {
      observe(() ->
          scope(s -> {
            var a = s.start("a", () -> after(10));
            return s.start("b", () -> a.get() + 1).get();
          }));

      long a = events.task("test/a");
      long b = events.task("test/b");
      var waiting = waitOf(b, WaitReason.RESULT);
      assertThat(waiting.on()).containsExactly(a);
      assertThat(endOf(waiting).releasedBy()).isEqualTo(a);
      assertThat(events.of(ValueRead.class))
          .extracting(ValueRead::reader, ValueRead::task)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(b, a),
              org.assertj.core.groups.Tuple.tuple(events.root(), b));
      assertThat(events.story(b))
          .containsExactly("created", "started", "RESULT", "RELEASED", "read", "OK");
    }

    @Test
    void ofAHedgeIsADelay() throws Exception {
      observe(() -> hedge(ofMillis(5), () -> after(20), () -> after(10)));

      var delay = waitOf(events.root(), WaitReason.DELAY);
      assertThat(endOf(delay).end()).isEqualTo(WaitEnd.TIMED_OUT);
      assertThat(endOf(delay).at()).isEqualTo(millis(5));
      assertThat(events.created("test/hedge[1]").at()).isEqualTo(millis(5));
    }

    @Test
    void thatAFailureEndsNamesTheTaskThatFailed() throws Exception {
      observe(() -> hedge(ofMillis(50), () -> failAfter(5), () -> after(10)));

      var delay = endOf(waitOf(events.root(), WaitReason.DELAY));
      assertThat(delay.end()).isEqualTo(WaitEnd.RELEASED);
      assertThat(delay.releasedBy()).isEqualTo(events.task("test/hedge[0]"));
    }

    private WaitBegan waitOf(long task, WaitReason reason) {
      return events.of(WaitBegan.class).stream()
          .filter(e -> e.task() == task && e.reason() == reason)
          .findFirst()
          .orElseThrow();
    }

    private WaitEnded endOf(WaitBegan began) {
      return events.of(WaitEnded.class).stream()
          .filter(e -> e.waitId() == began.waitId())
          .findFirst()
          .orElseThrow();
    }
  }
}
