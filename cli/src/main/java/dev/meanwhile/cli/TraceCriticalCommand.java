package dev.meanwhile.cli;

import dev.meanwhile.trace.LatencyReport;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meanwhile trace critical}. */
@Command(name = "critical", description = "Says what decided how long a run took.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TraceCriticalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Lettering lettering;

  @Option(
      names = "--json",
      description = "Prints all steps and pieces as one JSON document, times in nanoseconds.")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "What demo --trace wrote.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    RunTrace trace = TraceFile.read(file);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(CriticalJson.of(Timeline.of(trace)));
    } else {
      out.print(new LatencyReport(lettering.unicode()).of(trace));
    }
    out.flush();
    return 0;
  }
}
