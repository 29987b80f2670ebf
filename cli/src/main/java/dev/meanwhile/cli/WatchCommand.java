package dev.meanwhile.cli;

import dev.meanwhile.trace.TerminalWaits;
import dev.meanwhile.trace.foreign.WaitReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
      "The program need not know of Meanwhile: the JDK Flight Recorder in it records the waits."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WatchCommand implements Callable<Integer> {
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
      print(WaitReport.read(file));
      return 0;
    }
    try (var _ = Interruption.ofThisThread();
        var progress = new Progress(spec.commandLine().getErr())) {
      print(record(Long.parseLong(target), progress));
      return 0;
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("meanwhile: interrupted");
      return Interruption.EXIT_CODE;
    }
  }

  private WaitReport record(long pid, Progress progress) throws IOException, InterruptedException {
    progress.show("Recording process " + pid + " for " + duration.toMillis() / 1e3 + " s");
    try (var recording = JvmRecording.start(pid)) {
      Thread.sleep(duration);
      WaitReport report = WaitReport.read(recording.stop());
      progress.clear();
      return report;
    }
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
