package dev.meanwhile.trace.foreign;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.trace.Terminal;
import dev.meanwhile.trace.TerminalWaits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a report names besides stacked waits: loops, pinned threads, and whose tasks they are. */
@ExtendWith(LeakGuard.class)
class WaitFindingsTest {
  @TempDir private Path folder;

  /** Small programs: each call of {@link #ask} waits once. */
  private static final class Program {
    private static void invoices(Socket service) {
      ask(service);
      for (int i = 0; i < 6; i++) {
        user(service);
      }
    }

    private static void aFew(Socket service) {
      for (int i = 0; i < RepeatedWait.FEWEST - 1; i++) {
        user(service);
      }
    }

    private static void user(Socket service) {
      ask(service);
    }

    private static void ask(Socket service) {
      try {
        service.getInputStream().read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Its class initializer waits, which no virtual thread can leave its carrier for. */
  private static final class SlowToInitialize {
    static {
      unparkOnceParked(Thread.currentThread());
      LockSupport.park();
    }

    private static void use() {}
  }

  private static void unparkOnceParked(Thread waiting) {
    Thread.ofPlatform()
        .start(() -> {
          while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
          }
          LockSupport.unpark(waiting);
        });
  }

  @Test
  void aLineThatWaitsAgainAndAgainIsALoopWithASavingOfItsOwn() throws Exception {
    WaitReport report = watched(Program::invoices);

    assertThat(report.loops()).hasSize(1);
    RepeatedWait loop = report.loops().getFirst();
    assertThat(loop.calls()).isEqualTo(1);
    assertThat(loop.waits()).isEqualTo(6);
    assertThat(loop.path())
        .extracting(CallSite::name)
        .containsExactly(
            "WaitFindingsTest.Program.invoices",
            "WaitFindingsTest.Program.user",
            "WaitFindingsTest.Program.ask");
    assertThat(loop.possibleSavingNanos())
        .isEqualTo(loop.nanos() - loop.longestNanos())
        .isPositive();
    assertThat(loop.tasks()).isEmpty();
  }

  @Test
  void aFewWaitsOfALineAreNoLoop() throws Exception {
    assertThat(watched(Program::aFew).loops()).isEmpty();
  }

  @Test
  void stacksAndLoopsAreRankedTogether() throws Exception {
    WaitReport report = watched(Program::invoices);

    assertThat(report.findings()).hasSize(2).isSortedAccordingTo(WaitReport.BY_SAVING);
    assertThat(drawn(report))
        .contains("methods whose waits stack: 1, loops: 1")
        .contains("N+1? socket read x6, one after the other:");
  }

  @Test
  void aPinnedVirtualThreadIsNamedWithPlaceAndReason() throws Exception {
    WaitReport report =
        Recorded.report(folder, () -> Thread.ofVirtual().start(SlowToInitialize::use).join());

    assertThat(report.pinned())
        .anySatisfy(pin -> {
          assertThat(pin.callSite().type()).isEqualTo(SlowToInitialize.class.getName());
          assertThat(pin.times()).isPositive();
          assertThat(pin.longestNanos()).isPositive().isLessThanOrEqualTo(pin.nanos());
          assertThat(pin.reason()).isNotEmpty();
        });
    assertThat(drawn(report)).contains("Pinned: ", "   WaitFindingsTest.java:", "SlowToInitialize");
  }

  @Test
  void aWaitInATaskOfMeanwhileBearsTheNameOfTheTask() throws Exception {
    try (var answers = new Answers()) {
      WaitReport report =
          Recorded.report(
              folder,
              () ->
                  all(
                      named(
                          "bills",
                          () -> {
                            Program.invoices(answers.caller());
                            return 1;
                          }),
                      () -> 2,
                      List::of));

      assertThat(report.findings()).extracting(Finding::tasks).containsOnly(List.of("bills"));
      assertThat(drawn(report)).contains("in task bills");
    }
  }

  @Test
  void aStreamTellsWhileTheRecorderStillRecords() throws Exception {
    try (var answers = new Answers();
        var _ = Recorded.started();
        var stream =
            WaitStream.open(Path.of(System.getProperty("jdk.jfr.repository")), Instant.EPOCH)) {
      Thread.ofVirtual().start(() -> Program.invoices(answers.caller())).join();

      while (stream.report().loops().isEmpty()) {
        Thread.onSpinWait(); // the recorder hands over about once a second
      }

      assertThat(stream.report().loops().getFirst().waits()).isPositive();
    }
  }

  private WaitReport watched(Reading program) throws Exception {
    try (var answers = new Answers()) {
      return Recorded.report(
          folder, () -> Thread.ofVirtual().start(() -> program.from(answers.caller())).join());
    }
  }

  @FunctionalInterface
  private interface Reading {
    void from(Socket service);
  }

  private static String drawn(WaitReport report) {
    return new TerminalWaits(new Terminal(120, false, false), 10).draw(report);
  }
}
