package dev.meanwhile.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests do not sleep and do not look at the clock: they run on virtual time. */
class NoSleepingTestsTest {

  /** Tests of the real clock itself, and programs whose sleeps are watched, by file name. */
  private static final Set<String> REAL_TIME_TESTS =
      Set.of("AlarmClockTest.java", "WatchedProgram.java");

  @Test
  void noTestSleepsOrAsksTheClock() {
    var repository = Repository.here();
    var tests = repository.javaFiles().stream().filter(file -> isTest(repository, file)).toList();
    var violations = new ArrayList<String>();
    SyntaxTrees.read(
        tests,
        (unit, lines) -> {
          String name = repository.name(Path.of(unit.getSourceFile().toUri()));
          RealTime.calls(unit, lines).forEach(call -> violations.add(name + ":" + call));
        });

    assertThat(violations)
        .as("tests that sleep or ask the clock; use VirtualTime, or a latch the test opens itself")
        .isEmpty();
  }

  @Test
  void everyWayToSleepOrToAskTheClockIsFound() {
    assertThat(
            calls(
                """
                import static java.lang.System.nanoTime;
                import static java.util.concurrent.TimeUnit.*;
                import static org.junit.jupiter.api.Assertions.assertTimeout;

                class Bad {
                  void test() throws Exception {
                    Thread.sleep(1);
                    java.lang.Thread.sleep(1);
                    System.currentTimeMillis();
                    long now = nanoTime();
                    Supplier<Long> clock = System::nanoTime;
                    Instant.now();
                    Clock.systemUTC().instant();
                    assertTimeout(ofSeconds(1), () -> {});
                    Assertions.assertTimeoutPreemptively(ofSeconds(1), () -> {});
                    TimeUnit.MILLISECONDS.sleep(1);
                    SECONDS.sleep(1);
                    LockSupport.parkNanos(1);
                  }
                }
                """))
        .containsExactly(
            "7: Thread.sleep",
            "8: Thread.sleep",
            "9: System.currentTimeMillis",
            "10: System.nanoTime",
            "11: System.nanoTime",
            "12: Instant.now",
            "13: Clock.systemUTC",
            "14: Assertions.assertTimeout",
            "15: Assertions.assertTimeoutPreemptively",
            "16: MILLISECONDS.sleep",
            "17: SECONDS.sleep",
            "18: LockSupport.parkNanos");
  }

  @Test
  void commentsStringsAndInjectedTimeAreFine() {
    assertThat(
            calls(
                """
                class Good {
                  // Thread.sleep(1) would be wrong here
                  String text = "System.nanoTime()";
                  void test() throws Exception {
                    timekeeper.sleep(ofMillis(1));
                    timekeeper.nanoTime();
                    Instant.now(clock);
                    sleep(1);
                    Clock.fixed(instant, zone);
                    thread.join();
                    SECONDS.toMillis(1);
                  }
                }
                """))
        .isEmpty();
  }

  private static boolean isTest(Repository repository, Path file) {
    String name = repository.name(file);
    boolean inTests = name.contains("/src/test/") || name.startsWith("core-tests/");
    boolean isRead = name.contains("/src/test/resources/"); // by tests, and never run
    return inTests && !isRead && !REAL_TIME_TESTS.contains(file.getFileName().toString());
  }

  private static List<String> calls(String source) {
    var calls = new ArrayList<String>();
    SyntaxTrees.read(source, (unit, lines) -> calls.addAll(RealTime.calls(unit, lines)));
    return calls;
  }
}
