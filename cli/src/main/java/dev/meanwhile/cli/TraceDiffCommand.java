package dev.meanwhile.cli;

import dev.meanwhile.trace.ComparisonReport;
import dev.meanwhile.trace.RunComparison;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meanwhile trace diff}. */
@Command(name = "diff", description = "Compares two runs, task by task of the same name.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TraceDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Lettering lettering;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "What demo --trace wrote.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another such file.")
  private Path after;

  @Override
  public Integer call() throws IOException {
    var comparison =
        RunComparison.of(Timeline.of(TraceFile.read(before)), Timeline.of(TraceFile.read(after)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(new ComparisonReport(lettering.unicode()).of(comparison));
    out.flush();
    return 0;
  }
}
