package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.printed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class StackTraceTest {
  private final VirtualTime time = VirtualTime.create();

  /** Fails when everyone who will wait for it does. */
  private static String broken() throws IOException, InterruptedException {
    after(10, "awaited by now");
    throw new IOException("down");
  }

  private static List<TaskTrace> traces(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(TaskTrace.class::isInstance)
        .map(TaskTrace.class::cast)
        .toList();
  }

  @Nested
  class OfAScope {
    private Later<String, IOException> startHere(Scope s) throws IOException {
      return s.start("user", StackTraceTest::broken);
    }

    private String awaitHere(Later<String, IOException> later)
        throws IOException, InterruptedException {
      return later.get();
    }

    @Test
    void showsWhereTheTaskFailedWasStartedAndWasAwaited() {
      Throwable thrown = catchThrowable(() -> time.run(() -> scope(s -> awaitHere(startHere(s)))));

      assertThat(printed(thrown))
          .containsSubsequence(
              "java.io.IOException: down",
              "at dev.meanwhile.StackTraceTest.broken(StackTraceTest.java:",
              "Suppressed: dev.meanwhile.TaskTrace: task \"test/user\", started at ",
              "StackTraceTest$OfAScope.startHere(StackTraceTest.java:",
              ", awaited at",
              "at dev.meanwhile.StackTraceTest$OfAScope.awaitHere(StackTraceTest.java:",
              "showsWhereTheTaskFailedWasStartedAndWasAwaited");
    }

    @Test
    void showsTheCallerOfAScopeInWhichNobodyAwaitedTheTask() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(s -> {
                    startHere(s);
                    return "body";
                  })));

      assertThat(printed(thrown))
          .containsSubsequence(
              "StackTraceTest$OfAScope.startHere(StackTraceTest.java:",
              ", awaited at",
              "showsTheCallerOfAScopeInWhichNobodyAwaitedTheTask");
    }

    @Test
    void hasOneTraceForEachTaskItPassed() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(s -> {
                    var inner = startHere(s);
                    var outer = s.start("outer", () -> awaitHere(inner) + "!");
                    s.start("another", () -> awaitHere(inner) + "?");
                    return outer.get();
                  })));

      assertThat(traces(thrown))
          .extracting(TaskTrace::getMessage)
          .allSatisfy(message -> assertThat(message).contains("started at"))
          .doesNotHaveDuplicates()
          .anySatisfy(message -> assertThat(message).startsWith("task \"test/user\""));
    }

    @Test
    void remembersTheFirstPlaceOfALambdaThatIsKeptAndStartedAtSeveral() {
      Task<String, IOException> shared = () -> broken();
      Throwable first = catchThrowable(() -> time.run(() -> scope(s -> startFirst(s, shared))));
      Throwable second = catchThrowable(() -> time.run(() -> scope(s -> startSecond(s, shared))));

      assertThat(printed(first)).contains("started at", "startFirst");
      assertThat(printed(second)).contains("started at", "startFirst");
    }

    @Test
    void showsOfAnyOtherTaskEachPlace() {
      Task<String, IOException> shared =
          new Task<>() {
            @Override
            public String run() throws IOException, InterruptedException {
              return broken();
            }
          };
      Throwable first = catchThrowable(() -> time.run(() -> scope(s -> startFirst(s, shared))));
      Throwable second = catchThrowable(() -> time.run(() -> scope(s -> startSecond(s, shared))));

      assertThat(traces(first).getFirst()).hasMessageContaining("startFirst");
      assertThat(traces(second).getFirst()).hasMessageContaining("startSecond");
    }

    private String startFirst(Scope s, Task<String, IOException> task)
        throws IOException, InterruptedException {
      return awaitHere(s.start(task));
    }

    private String startSecond(Scope s, Task<String, IOException> task)
        throws IOException, InterruptedException {
      return awaitHere(s.start(task));
    }
  }

  @Nested
  class OfTheOtherVerbs {
    private String allHere() throws IOException, InterruptedException {
      return all(StackTraceTest::broken, () -> "b", String::concat);
    }

    private String raceHere() throws IOException, InterruptedException {
      return race(StackTraceTest::broken, () -> after(100, "b"));
    }

    private String anyHere() throws InterruptedException {
      return any(StackTraceTest::broken, named("far", StackTraceTest::broken));
    }

    private List<Outcome<String>> settleHere() throws InterruptedException {
      return settle(List.of(StackTraceTest::broken));
    }

    private void showsThePlace(Throwable thrown, String task, String place) {
      assertThat(printed(thrown))
          .containsSubsequence(
              "java.io.IOException: down",
              "at dev.meanwhile.StackTraceTest.broken(StackTraceTest.java:",
              "Suppressed: dev.meanwhile.TaskTrace: task \"" + task + "\", started and awaited at",
              "at dev.meanwhile.StackTraceTest$OfTheOtherVerbs." + place + "(StackTraceTest.java:");
    }

    @Test
    void allShowsWhereItWasCalled() {
      showsThePlace(catchThrowable(() -> time.run(this::allHere)), "test/all[0]", "allHere");
    }

    @Test
    void raceShowsWhereItWasCalled() {
      showsThePlace(catchThrowable(() -> time.run(this::raceHere)), "test/race[0]", "raceHere");
    }

    @Test
    void anyShowsWhereItWasCalledForEachFailure() {
      var thrown = (AllFailed) catchThrowable(() -> time.run(this::anyHere));

      showsThePlace(thrown.failures().get(0), "test/any[0]", "anyHere");
      showsThePlace(thrown.failures().get(1), "test/far", "anyHere");
      assertThat(printed(thrown))
          .containsSubsequence("AllFailed: all 2 tasks failed", "anyHere", "broken", "Caused by")
          .contains("test/far");
    }

    @Test
    void settleShowsWhereItWasCalled() throws Exception {
      var outcome = time.run(this::settleHere).getFirst();

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failed -> showsThePlace(failed.cause(), "test/settle[0]", "settleHere"));
    }

    @Test
    void nestedVerbsShowTheWholeWayUp() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  all(List.of(named("page", () -> race(() -> allHere(), () -> after(100, "b")))))));

      assertThat(traces(thrown))
          .extracting(TaskTrace::getMessage)
          .containsExactly(
              "task \"test/page/race[0]/all[0]\", started and awaited at",
              "task \"test/page/race[0]\", started and awaited at",
              "task \"test/page\", started and awaited at");
      assertThat(printed(thrown)).containsSubsequence("allHere", "nestedVerbsShowTheWholeWayUp");
    }
  }

  @Nested
  class OursAreLeftOut {
    @Test
    void aTraceBeginsInTheCodeOfTheUser() {
      Throwable thrown =
          catchThrowable(() -> time.run(() -> all(() -> broken(), () -> "b", String::concat)));

      StackTraceElement[] frames = traces(thrown).getFirst().getStackTrace();
      assertThat(frames)
          .noneMatch(frame -> frame.getClassName().startsWith("dev.meanwhile.runtime."));
      assertThat(frames[0].getClassName()).startsWith(StackTraceTest.class.getName());
    }

    @Test
    void nothingIsAddedToASuccess() throws Exception {
      assertThat(time.run(() -> all(List.of(() -> "a")))).containsExactly("a");
    }
  }
}
