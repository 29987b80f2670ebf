package dev.meanwhile.cli;

import dev.meanwhile.trace.Terminal;
import dev.meanwhile.trace.TerminalWaits;
import dev.meanwhile.trace.foreign.WaitReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code meanwhile watch}. */
@Command(
    name = "watch",
    description = {
      "Shows where a Java program waits for one thing after the other, and what it could save.",
      "The program need not know of Meanwhile: the JDK Flight Recorder in it records the waits.",
      "On a terminal the report is drawn again every second until it is complete.",
      "Ctrl-C ends the recording and prints what was seen until then."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WatchCommand implements Callable<Integer> {
  private static final Duration REDRAW = Duration.ofSeconds(1);

  /** To end a recording and to read it may take that long. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;
  @Mixin private Drawing drawing;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Time.class,
      description = "How long to record a process: 500ms, 10s, 2m. Default: ${DEFAULT-VALUE}.")
  private Duration duration;

  @Option(
      names = "--follow",
      description = "Records a process until Ctrl-C, or until it ends, instead.")
  private boolean follow;

  @Option(
      names = "--top",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many methods to show at most. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(names = "--json", description = "Prints all of the report as JSON.")
  private boolean json;

  @Parameters(
      paramLabel = "PID|JFR-FILE",
      description = "The number of a running JVM of the same user, or a recording (*.jfr).")
  private String target;

  /** Reads times such as 10s. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("[1-9]\\d{0,8}(ms|s|m)")) {
        throw new TypeConversionException(
            "\"" + text + "\"; allowed: a number above 0 with ms, s or m behind it");
      }
      long number = Long.parseLong(text.replaceAll("\\D", ""));
      if (text.endsWith("ms")) {
        return Duration.ofMillis(number);
      }
      return text.endsWith("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
    }
  }

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top is " + top + "; allowed: 1 or more");
    }
    Path file = Path.of(target);
    if (Files.exists(file) || !target.matches("\\d{1,10}")) {
      refuseFollowing(file);
      print(WaitReport.read(file));
      return 0;
    }
    return watch(Long.parseLong(target));
  }

  private void refuseFollowing(Path recording) {
    if (follow) {
      throw new ParameterException(
          spec.commandLine(), "--follow needs a running JVM, not the recording " + recording);
    }
  }

  private int watch(long pid) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (var _ = Interruption.ofThisThread(PATIENCE);
        var watch = JvmWatch.start(pid)) {
      boolean isWhole = show(watch, new RecordingBar(pid, follow ? null : duration));
      print(watch.end());
      return isWhole ? 0 : Interruption.EXIT_CODE;
    } catch (InterruptedException e) {
      err.println("meanwhile: interrupted");
      return Interruption.EXIT_CODE;
    }
  }

  /** Shows what goes on until the time is over or the process has ended; false after Ctrl-C. */
  private boolean show(JvmWatch watch, RecordingBar bar) throws IOException {
    long start = System.nanoTime();
    try (var view = view(bar)) {
      while (true) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Duration left = bar.left(elapsed);
        view.show(elapsed, watch);
        if (left.isZero() || watch.hasEnded()) {
          return true;
        }
        Thread.sleep(left.compareTo(REDRAW) < 0 ? left : REDRAW);
      }
    } catch (InterruptedException e) {
      return false;
    }
  }

  private WatchView view(RecordingBar bar) {
    Terminal terminal = drawing.terminal();
    Optional<Integer> lines = json ? Optional.empty() : Terminal.lines();
    return lines.isPresent()
        ? new WatchView.Live(
            bar,
            terminal,
            new TerminalWaits(terminal, top),
            new Screen(spec.commandLine().getOut(), lines.get()))
        : new WatchView.Told(bar, terminal, new Progress(spec.commandLine().getErr()));
  }

  private void print(WaitReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(WatchJson.of(report));
    } else {
      out.print(new TerminalWaits(drawing.terminal(), top).draw(report));
    }
    out.flush();
  }
}
