package dev.meanwhile.trace.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.trace.Terminal;
import dev.meanwhile.trace.TerminalWaits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakGuard.class)
class WaitReportTest {
  @TempDir private Path folder;

  /** Small programs: each call of {@link #ask} waits once. */
  private static final class Program {
    private static void page(Socket service) {
      user(service);
      org(service);
      invoices(service);
    }

    private static void user(Socket service) {
      ask(service);
    }

    private static void org(Socket service) {
      ask(service);
    }

    private static void invoices(Socket service) {
      for (int i = 0; i < 5; i++) {
        ask(service);
      }
    }

    private static void ask(Socket service) {
      try {
        service.getInputStream().read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void waitsThatStackAreNamedInOrderWithFileAndLine() throws Exception {
    WaitReport report = watched(on(Thread.ofVirtual()), Program::page);

    assertThat(report.requests()).isEqualTo(1);
    assertThat(report.waits()).isEqualTo(7);
    StackedWaits page = only(report);
    assertThat(page.method().name()).isEqualTo("WaitReportTest.Program.page");
    assertThat(page.calls()).isEqualTo(1);
    int first = page.method().line();
    assertThat(page.steps())
        .extracting(step -> step.line().place())
        .containsExactly(
            "WaitReportTest.java:" + first,
            "WaitReportTest.java:" + (first + 1),
            "WaitReportTest.java:" + (first + 2));
    assertThat(page.steps())
        .extracting(step -> step.callSite().name())
        .containsOnly("WaitReportTest.Program.ask");
    assertThat(page.steps()).extracting(WaitStep::kind).containsOnly("socket read");
  }

  @Test
  void theWaitsOfOneLineAreOneStep() throws Exception {
    StackedWaits page = only(watched(on(Thread.ofVirtual()), Program::page));

    assertThat(page.steps()).extracting(WaitStep::waits).containsExactly(1, 1, 5);
    assertThat(watched(on(Thread.ofVirtual()), Program::invoices).stacks()).isEmpty();
  }

  @Test
  void theSavingIsAllButTheLongestStep() throws Exception {
    StackedWaits page = only(watched(on(Thread.ofVirtual()), Program::page));

    long sum = page.steps().stream().mapToLong(WaitStep::nanos).sum();
    long longest = page.steps().stream().mapToLong(WaitStep::nanos).max().orElseThrow();
    assertThat(page.nanos()).isEqualTo(sum);
    assertThat(page.possibleSavingNanos()).isEqualTo(sum - longest).isPositive();
  }

  @Test
  void aThreadOfAPoolIsCutWhereARequestBeginsAgain() throws Exception {
    WaitReport report =
        watched(
            on(Thread.ofPlatform()),
            service -> {
              for (int request = 0; request < 3; request++) {
                Program.page(service);
              }
            });

    assertThat(report.requests()).isEqualTo(3);
    assertThat(only(report).calls()).isEqualTo(3);
    assertThat(only(report).steps()).extracting(WaitStep::waits).containsExactly(3, 3, 15);
  }

  @Test
  void aThreadOfAPoolIsCutWhereItEntersByAnotherMethod() throws Exception {
    WaitReport report =
        watched(
            (service, _) -> {
              try (var pool = Executors.newSingleThreadExecutor()) {
                pool.execute(() -> Program.user(service));
                pool.execute(() -> Program.org(service));
              }
            },
            _ -> {});

    assertThat(report.requests()).isEqualTo(2);
    assertThat(report.stacks()).isEmpty();
  }

  @Test
  void aThreadOfAPoolIsCutWhereItWasIdle() throws Exception {
    WaitReport report =
        watched(
            (service, _) -> {
              try (var pool = Executors.newSingleThreadExecutor()) {
                var worker = new AtomicReference<Thread>();
                pool.execute(new Handler(service, true, worker));
                awaitIdle(worker);
                pool.execute(new Handler(service, false, worker));
              }
            },
            _ -> {});

    assertThat(report.requests()).isEqualTo(2);
    assertThat(report.stacks()).isEmpty();
  }

  private record Handler(Socket service, boolean isFirst, AtomicReference<Thread> worker)
      implements Runnable {
    @Override
    public void run() {
      if (isFirst) {
        Program.user(service);
        worker.set(Thread.currentThread());
      } else {
        Program.org(service);
      }
    }
  }

  private static void awaitIdle(AtomicReference<Thread> worker) {
    while (worker.get() == null || worker.get().getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void waitsOfDifferentThreadsDoNotStack() throws Exception {
    WaitReport report =
        watched(
            (service, program) -> {
              on(Thread.ofVirtual()).accept(service, program);
              on(Thread.ofVirtual()).accept(service, program);
            },
            Program::user);

    assertThat(report.requests()).isEqualTo(2);
    assertThat(report.stacks()).isEmpty();
  }

  @Test
  void waitsForOtherThreadsAreLeftOut() throws Exception {
    WaitReport report =
        watched(
            on(Thread.ofPlatform()),
            service -> {
              joinAnother();
              Program.user(service);
            });

    assertThat(report.waitsForOthers()).isPositive();
    assertThat(report.stacks()).isEmpty();
  }

  private static void joinAnother() {
    Thread caller = Thread.currentThread();
    var result = new CompletableFuture<String>();
    Thread.ofPlatform()
        .start(() -> {
          while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          result.complete("done");
        });
    result.join();
  }

  @Test
  void theDrawingNamesTheStepsAndFitsTheTerminal() throws Exception {
    WaitReport report = watched(on(Thread.ofVirtual()), Program::page);

    String drawing = new TerminalWaits(new Terminal(80, false, false), 10).draw(report);

    assertThat(drawing)
        .contains("7 waits of 1 request")
        .contains("1. WaitReportTest.Program.page", "possible saving", "socket read x5")
        .contains("A saving is possible, not certain");
    assertThat(drawing.chars()).allMatch(c -> c < 127);
    assertThat(drawing.lines().filter(line -> line.matches(" {3}WaitReportTest.java.* [um]?s")))
        .hasSize(3)
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void aFileThatIsNoRecordingIsSaidSo() throws Exception {
    Path other = Files.writeString(folder.resolve("other.jfr"), "hello, this is no recording\n");
    Path empty = Files.createFile(folder.resolve("empty.jfr"));

    for (Path file : List.of(other, empty, folder)) {
      assertThatThrownBy(() -> WaitReport.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
    assertThatThrownBy(() -> WaitReport.read(folder.resolve("none.jfr")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @FunctionalInterface
  private interface Running {
    void accept(Socket service, Consumer<Socket> program) throws InterruptedException;
  }

  private static Running on(Thread.Builder threads) {
    return (service, program) -> threads.start(() -> program.accept(service)).join();
  }

  /** Records the waits of a program, however short. */
  private WaitReport watched(Running running, Consumer<Socket> program) throws Exception {
    try (var answers = new Answers()) {
      return Recorded.report(folder, () -> running.accept(answers.caller(), program));
    }
  }

  private static StackedWaits only(WaitReport report) {
    assertThat(report.stacks()).hasSize(1);
    return report.stacks().getFirst();
  }
}
