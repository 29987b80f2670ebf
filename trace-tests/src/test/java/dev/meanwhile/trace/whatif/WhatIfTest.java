package dev.meanwhile.trace.whatif;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.retry;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.resilience.Retry.attempts;
import static dev.meanwhile.trace.whatif.Recorded.MILLI;
import static dev.meanwhile.trace.whatif.Recorded.atOnce;
import static dev.meanwhile.trace.whatif.Recorded.call;
import static dev.meanwhile.trace.whatif.Recorded.inOrder;
import static dev.meanwhile.trace.whatif.Recorded.run;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Segment;
import dev.meanwhile.trace.Segment.Kind;
import dev.meanwhile.trace.Story;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.whatif.Change.Capacity;
import dev.meanwhile.trace.whatif.Change.Faster;
import dev.meanwhile.trace.whatif.Change.Independent;
import dev.meanwhile.trace.whatif.Change.Retries;
import dev.meanwhile.trace.whatif.Change.Takes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class WhatIfTest {
  private static final Task<String, RuntimeException> USER = call("user", 200);
  private static final Task<String, RuntimeException> ORG = call("org", 180);
  private static final Task<String, RuntimeException> INVOICES = call("invoices", 220);

  @Nested
  class Independence {
    @Test
    void ofTheDashboardPredictsExactlyWhatTheParallelOneTakes() {
      WhatIf byHand = WhatIf.of(run(inOrder(USER, ORG, INVOICES)));
      WhatIf parallel = WhatIf.of(run(atOnce(USER, ORG, INVOICES)));

      Forecast forecast = byHand.forecast(independent("user", "org", "invoices"));

      assertThat(byHand.measured()).isEqualTo(600 * MILLI);
      assertThat(forecast.best()).isEqualTo(parallel.measured()).isEqualTo(220 * MILLI);
    }

    @Test
    void ofCallsThatPlainCodeMakesPredictsThatToo() {
      var story = new Story("dashboard by-hand");
      double at = 0;
      for (int millis : List.of(200, 180, 220)) {
        long call = story.task("call " + millis, 1, at, at + millis);
        story.waits(1, WaitReason.RESULT, at, at + millis, call);
        at += millis;
      }

      assertThat(WhatIf.of(story.ends(600)).forecast(independent("call *")).best())
          .isEqualTo(220 * MILLI);
    }

    @Test
    void isPossibleOnlyAndAtWorstNothingChanges() {
      Forecast forecast =
          WhatIf.of(run(inOrder(USER, ORG, INVOICES))).forecast(independent("user", "org"));

      assertThat(forecast.isExact()).isFalse();
      assertThat(forecast.best()).isEqualTo(420 * MILLI);
      assertThat(forecast.worst()).isEqualTo(forecast.measured()).isEqualTo(600 * MILLI);
    }

    @Test
    void ofWhatRanAtOnceAnywayIsExactAndChangesNothing() {
      Forecast forecast = WhatIf.of(run(atOnce(USER, ORG))).forecast(independent("user", "org"));

      assertThat(forecast.isExact()).isTrue();
      assertThat(forecast.gain()).isZero();
    }

    @Test
    void keepsATaskWaitingForAValueThatItReadsItself() {
      Task<Object, Exception> program =
          () ->
              scope(s -> {
                var user = s.start("user", USER);
                var team = s.start("team", () -> user.get() + ORG.run());
                return team.get();
              });

      Forecast forecast = WhatIf.of(run(program)).forecast(independent("user", "team"));

      assertThat(forecast.best()).isEqualTo(380 * MILLI);
      assertThat(forecast.isExact()).isTrue();
    }

    @Test
    void leavesTheWorkOfTheParentBetweenItsCalls() {
      Task<Object, Exception> program =
          () -> {
            all(List.of(USER));
            sleep(ofMillis(30));
            all(List.of(ORG));
            return "";
          };

      assertThat(WhatIf.of(run(program)).forecast(independent("user", "org")).best())
          .isEqualTo(210 * MILLI);
    }

    @Test
    void isForSiblingsOnly() {
      Task<Object, Exception> nested = () -> all(List.of(() -> all(List.of(USER))));
      WhatIf whatIf = WhatIf.of(run(nested));

      assertThatThrownBy(() -> whatIf.forecast(independent("user")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("no two tasks of one parent are named user");
    }
  }

  @Nested
  class Limits {
    private final Task<Object, Exception> eight =
        () ->
            map(
                List.of(10, 20, 30, 40, 40, 30, 20, 10),
                atMost(2).named("db"),
                millis -> call("item", millis).run());

    @Test
    void ofAnotherSizeAreExact() {
      Task<Object, Exception> four =
          () ->
              map(
                  List.of(10, 20, 30, 40, 40, 30, 20, 10),
                  atMost(4).named("db"),
                  millis -> call("item", millis).run());

      Forecast forecast = WhatIf.of(run(eight)).forecast(new Capacity("*db*", 4));

      assertThat(forecast.best()).isEqualTo(WhatIf.of(run(four)).measured());
      assertThat(forecast.isExact()).isTrue();
    }

    @Test
    void thatAreSmallerMakeARunLonger() {
      assertThat(WhatIf.of(run(eight)).forecast(new Capacity("*db*", 1)).best())
          .isEqualTo(200 * MILLI);
    }

    @Test
    void showTheirQueueInTheChangedRun() {
      Limit two = Limit.atMost(2).named("two");
      Task<Object, Exception> program =
          () -> all(() -> two.call(USER), () -> two.call(ORG), List::of);

      Forecast forecast = WhatIf.of(run(program)).forecast(new Capacity("*two*", 1));

      Timeline after = Timeline.of(forecast.after());
      assertThat(after.nanos()).isEqualTo(380 * MILLI);
      assertThat(after.rows().stream().flatMap(row -> row.segments().stream()))
          .filteredOn(segment -> segment.reason() == WaitReason.PERMIT)
          .singleElement()
          .satisfies(wait -> assertThat(wait.releasedBy()).isPositive());
      assertThat(after.criticalPath().stream().map(piece -> piece.kind())).hasSize(2);
    }

    @Test
    void ofOneNameAreToldApartWhereMorePermitsAreHeldThanOneHas() {
      Task<Object, Exception> program =
          () ->
              all(
                  () -> map(List.of(10, 20, 30), atMost(2), millis -> call("item", millis).run()),
                  () -> map(List.of(30, 20, 10), atMost(2), millis -> call("item", millis).run()),
                  List::of);

      WhatIf whatIf = WhatIf.of(run(program));

      assertThat(whatIf.replayed()).isEqualTo(whatIf.measured()).isEqualTo(40 * MILLI);
    }
  }

  @Nested
  class Speed {
    private final WhatIf whatIf = WhatIf.of(run(atOnce(USER, ORG, INVOICES)));

    @Test
    void shortensTheRunAsFarAsNothingElseKeepsIt() {
      assertThat(whatIf.forecast(new Faster("invoices", 2)).best()).isEqualTo(200 * MILLI);
      assertThat(whatIf.forecast(new Faster("org", 10)).gain()).isZero();
    }

    @Test
    void canBeATime() {
      assertThat(whatIf.forecast(new Takes("invoices", ofMillis(195))).best())
          .isEqualTo(200 * MILLI);
      assertThat(whatIf.forecast(new Takes("*", Duration.ZERO)).best()).isZero();
    }

    @Test
    void changesAreMadeTogether() {
      assertThat(whatIf.forecast(new Faster("user", 2), new Takes("invoices", ofMillis(5))).best())
          .isEqualTo(180 * MILLI);
    }

    @Test
    void ofATaskIsThatOfAllBelowIt() {
      Task<Object, Exception> nested = () -> all(List.of(atOnceTask()));

      assertThat(WhatIf.of(run(nested)).forecast(new Faster("all[0]", 2)).best())
          .isEqualTo(110 * MILLI);
    }

    private Task<Object, RuntimeException> atOnceTask() {
      return atOnce(USER, INVOICES);
    }
  }

  @Nested
  class Attempt {
    private final WhatIf whatIf = WhatIf.of(run(failing(2)));

    @Test
    void withoutRetriesOnlyTheLastAttemptIsLeft() {
      assertThat(whatIf.measured()).isEqualTo(62 * MILLI);
      assertThat(whatIf.forecast(new Retries(0)).best()).isEqualTo(10 * MILLI);
    }

    @Test
    void orSoManyOfThem() {
      assertThat(whatIf.forecast(new Retries(1)).best()).isEqualTo(36 * MILLI);
      assertThat(whatIf.forecast(new Retries(2)).gain()).isZero();
    }

    private static Task<Object, Exception> failing(int times) {
      return () -> {
        var calls = new AtomicInteger();
        return retry(
            attempts(times + 1).backoff(Backoff.fixed(ofMillis(16))),
            () -> {
              all(List.of(call("get", 10)));
              if (calls.incrementAndGet() <= times) {
                throw new IllegalStateException("busy");
              }
              return "";
            });
      };
    }
  }

  @Nested
  class Suggested {
    @Test
    void theIndependenceOfWhatRunsOneAfterTheOtherComesFirst() {
      List<Suggestion> suggestions = WhatIf.of(run(inOrder(USER, ORG, INVOICES))).suggestions();

      assertThat(suggestions.getFirst().change()).isEqualTo(independent("user", "org", "invoices"));
      assertThat(suggestions.getFirst().forecast().best()).isEqualTo(220 * MILLI);
    }

    @Test
    void theOthersFollowByTheirGain() {
      assertThat(WhatIf.of(run(inOrder(USER, ORG, INVOICES))).suggestions())
          .extracting(Suggestion::change)
          .containsExactly(
              independent("user", "org", "invoices"),
              new Faster("invoices", 2),
              new Faster("user", 2),
              new Faster("org", 2));
    }

    @Test
    void notWhereAValueWasReadBetween() {
      Task<Object, Exception> program =
          () ->
              scope(s -> {
                String user = s.start("user", USER).get();
                return user + s.start("org", ORG).get();
              });

      assertThat(WhatIf.of(run(program)).suggestions())
          .extracting(Suggestion::change)
          .noneMatch(Independent.class::isInstance);
    }

    @Test
    void aLimitThatKeptTasksWaiting() {
      assertThat(WhatIf.of(run(new Limits().eight)).suggestions())
          .extracting(suggestion -> suggestion.change().toString())
          .anyMatch(change -> change.startsWith("Capacity") && change.contains("permits=4"));
    }

    @Test
    void nothingForARunOfOneStep() {
      assertThat(WhatIf.of(run(() -> "")).suggestions()).isEmpty();
    }
  }

  @Nested
  class Mistakes {
    private final WhatIf whatIf = WhatIf.of(run(inOrder(USER, ORG, INVOICES)));

    @Test
    void aNameThatIsNearlyRightIsAnsweredWithTheRightOne() {
      assertThatThrownBy(() -> whatIf.forecast(new Faster("usr", 2)))
          .isInstanceOf(UnknownName.class)
          .hasMessage("there is no task \"usr\"; near: user");
    }

    @Test
    void anyOtherWithThoseThereAre() {
      assertThatThrownBy(() -> whatIf.forecast(new Faster("elephant-service", 2)))
          .hasMessageContaining("there are: test, user, org, invoices");
    }

    @Test
    void aRunWithoutLimitsSaysSo() {
      assertThatThrownBy(() -> whatIf.forecast(new Capacity("db", 2)))
          .hasMessage("there is no limit \"db\"; the run has none");
    }

    @Test
    void numbersThatMeanNothingAreRefused() {
      assertThatThrownBy(() -> new Faster("a", 0)).hasMessageContaining("times is 0.0");
      assertThatThrownBy(() -> new Capacity("a", 0)).hasMessageContaining("permits is 0");
      assertThatThrownBy(() -> new Retries(-1)).hasMessageContaining("most is -1");
      assertThatThrownBy(() -> new Independent(List.of())).hasMessageContaining("names no task");
      assertThatThrownBy(() -> new Takes("a", ofMillis(-1))).hasMessageContaining("PT-0.001S");
    }
  }

  @Test
  void theChangedRunIsDrawnLikeAnyOther() {
    RunTrace after =
        WhatIf.of(run(inOrder(USER, ORG, INVOICES))).forecast(independent("*")).after();

    Timeline timeline = Timeline.of(after);
    assertThat(timeline.nanos()).isEqualTo(220 * MILLI);
    assertThat(timeline.rows()).hasSize(4).allMatch(row -> row.started() == 0);
    assertThat(timeline.rows().getLast().segments())
        .extracting(Segment::kind)
        .containsExactly(Kind.WAITING);
  }

  private static Independent independent(String... names) {
    return new Independent(List.of(names));
  }
}
