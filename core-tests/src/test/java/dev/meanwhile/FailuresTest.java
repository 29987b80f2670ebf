package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.suppressedFailures;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Difficult throwables. */
@ExtendWith(LeakGuard.class)
class FailuresTest {

  /**
   * Every verb with one task that throws {@code failure} and, where it takes more, a lingering one.
   */
  private static Map<String, Task<?, ?>> verbs(Throwable failure) {
    Task<String, Exception> failing = () -> raise(failure);
    Task<String, Exception> other = Tasks::untilInterrupted;
    var verbs = new TreeMap<String, Task<?, ?>>();
    verbs.put("all", () -> all(other, failing, String::concat));
    verbs.put("all of a list", () -> all(List.of(other, failing, other)));
    verbs.put("settle", () -> settle(other, failing, (a, b) -> "settled"));
    verbs.put("settle of a list", () -> settle(List.of(other, failing)));
    verbs.put("race", () -> race(other, failing));
    verbs.put("any", () -> any(other, failing));
    verbs.put("hedge", () -> hedge(ofSeconds(100), failing, other));
    verbs.put("outcome", () -> outcome(failing));
    verbs.put("within", () -> within(ofSeconds(100), failing));
    verbs.put("withinOr", () -> withinOr(ofSeconds(100), failing, () -> "fallback"));
    verbs.put("the body of a scope", () -> scope(s -> failing.run()));
    verbs.put(
        "a task of a scope",
        () ->
            scope(s -> {
              s.start(failing);
              return other.run();
            }));
    return verbs;
  }

  private static String raise(Throwable failure) throws Exception {
    switch (failure) {
      case Exception e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }

  private static Stream<DynamicTest> eachThrows(Throwable failure, List<String> except) {
    return verbs(failure).entrySet().stream()
        .filter(verb -> !except.contains(verb.getKey()))
        .map(verb ->
            DynamicTest.dynamicTest(
                verb.getKey(), () -> assertThatThrownBy(verb.getValue()::run).isSameAs(failure)));
  }

  private static final List<String> KEEP_FAILURES =
      List.of("settle", "settle of a list", "any", "hedge", "outcome");

  @TestFactory
  Stream<DynamicTest> aVirtualMachineErrorEndsEveryVerb() {
    return Stream.of(new StackOverflowError("too deep"), new OutOfMemoryError("too much"))
        .flatMap(error -> eachThrows(error, List.of()));
  }

  @TestFactory
  Stream<DynamicTest> anotherErrorIsAFailureLikeAnyOther() {
    return eachThrows(new AssertionError("broken"), KEEP_FAILURES);
  }

  @TestFactory
  Stream<DynamicTest> anInterruptedExceptionThatNobodyAskedForIsThrownAsItself() {
    return eachThrows(
        new InterruptedException("by hand"), List.of("settle", "settle of a list", "any", "hedge"));
  }

  @TestFactory
  Stream<DynamicTest> anExceptionThatCannotBeSuppressedOnIsThrownAsItself() {
    return eachThrows(new Sealed(), KEEP_FAILURES);
  }

  @TestFactory
  Stream<DynamicTest> anExceptionThatCannotSayItsMessageIsThrownAsItself() {
    return eachThrows(new Mute(), KEEP_FAILURES);
  }

  /** Keeps no suppressed exceptions and no stack trace. */
  private static final class Sealed extends Exception {
    private static final long serialVersionUID = 1L;

    private Sealed() {
      super("sealed", null, false, false);
    }
  }

  /** Throws when it is asked for its message. */
  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @Nested
  class WithoutAMessage {
    @Test
    void allFailedIsThrownAllTheSame() {
      var mute = new Mute();

      assertThatThrownBy(() -> any(() -> fail(mute), () -> fail(mute)))
          .isInstanceOf(AllFailed.class)
          .hasCauseReference(mute);
    }

    @Test
    void anObserverDoesNotChangeWhatIsThrown() {
      var mute = new Mute();

      assertThatThrownBy(
              () -> new Endings().watch(() -> all(() -> fail(mute), () -> "b", String::concat)))
          .isSameAs(mute);
    }

    @Test
    void itIsWrappedAllTheSame() {
      var mute =
          new IOException() {
            @Override
            public String getMessage() {
              throw new IllegalStateException("no message");
            }
          };

      assertThatThrownBy(() -> new Outcome.Failure<>(mute).orElseThrow())
          .isInstanceOf(TaskFailed.class)
          .hasCauseReference(mute);
    }
  }

  @Nested
  class OnEachOther {
    private final VirtualTime time = VirtualTime.create();

    @Test
    void theSameInstanceFromTwoTasksIsThrownOnce() {
      var shared = new IOException("shared");
      var tasks = InTurn.fail(List.of(1, 0, 2), List.of(shared, shared, shared));

      Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

      assertThat(thrown).isSameAs(shared);
      assertThat(suppressedFailures(thrown)).isEmpty();
    }

    @Test
    void aFailureWhoseCauseIsThePrimaryMakesNoCircle() {
      var primary = new IOException("primary");
      var tasks = InTurn.fail(List.of(1, 0), List.of(new IOException("late", primary), primary));

      Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

      assertThat(thrown).isSameAs(primary);
      assertThat(Tasks.printed(thrown)).doesNotContain("CIRCULAR REFERENCE");
    }

    @Test
    void aFailureThatIsSuppressedAlreadyIsNotAddedAgain() {
      var late = new IOException("late");
      var primary = new IOException("primary");
      primary.addSuppressed(late);
      var tasks = InTurn.fail(List.of(1, 0), List.of(late, primary));

      Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

      assertThat(suppressedFailures(thrown)).containsExactly(late);
    }

    @Test
    void ofVeryManyTheFirstAreKeptAndTheOthersCounted() {
      var failures = IntStream.range(0, 200).mapToObj(i -> new IOException("task " + i)).toList();
      var running = new CountDownLatch(failures.size());
      var begin = new CountDownLatch(1);
      var tasks = new ArrayList<Task<String, Exception>>();
      for (IOException failure : failures) {
        tasks.add(() -> {
          running.countDown();
          Tasks.ignoringInterrupts(begin);
          throw failure;
        });
      }
      tasks.add(() -> {
        running.await();
        begin.countDown();
        return Tasks.untilInterrupted();
      });

      Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

      List<Throwable> kept = suppressedFailures(thrown);
      assertThat(kept).hasSize(32);
      assertThat(kept.getLast())
          .isInstanceOf(MoreFailures.class)
          .hasMessage(199 - 31 + " more tasks failed");
    }

    @Test
    void aFailureThatOnlyEchoesTheCancelIsNotKept() {
      var primary = new IOException("primary");
      var tasks =
          InTurn.fail(
              List.of(1, 0, 2),
              List.of(
                  new InterruptedException("echo"),
                  primary,
                  new java.nio.channels.ClosedByInterruptException()));

      Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

      assertThat(thrown).isSameAs(primary);
      assertThat(suppressedFailures(thrown)).isEmpty();
    }

    @Test
    void whatACancelledTaskThrowsIsNeverTheFailureOfTheVerb() {
      var late = new IOException("closed by interrupt");
      var primary = new IOException("primary");

      for (var order : List.of(List.of(0, 1), List.of(1, 0))) {
        var failures = order.getFirst() == 0 ? List.of(primary, late) : List.of(late, primary);
        Throwable thrown = catchThrowable(() -> time.run(() -> all(InTurn.fail(order, failures))));
        assertThat(thrown).isSameAs(primary);
      }
    }

    @Test
    void nestedVerbsThrowTheSameObject() {
      var failure = new IOException("deep down");

      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(100),
                      () ->
                          all(
                              () -> race(() -> fail(failure), () -> Tasks.untilTheDeadline()),
                              () -> settle(List.of(() -> Tasks.untilTheDeadline())),
                              List::of))))
          .isSameAs(failure);
    }
  }
}
