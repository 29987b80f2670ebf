package dev.meanwhile.cli;

import dev.meanwhile.trace.TerminalTimeline;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meanwhile trace}. */
@Command(name = "trace", description = "Looks at what was recorded.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TraceCommand {
  @Spec private CommandSpec spec;

  /** {@code meanwhile trace show}. */
  @Command(name = "show", description = "Draws the timeline of a trace file.")
  int show(
      @Mixin Drawing drawing,
      @Option(
              names = "--rows",
              paramLabel = "COUNT",
              description = "How many rows to draw at most, 4 or more. Default: 24.")
          @Nullable Integer rows,
      @Parameters(paramLabel = "FILE", description = "A file that demo --trace wrote.") Path file)
      throws IOException {
    int most = rows == null ? TerminalTimeline.DEFAULT_ROWS : rows;
    if (most < TerminalTimeline.FEWEST_ROWS) {
      throw new ParameterException(
          spec.subcommands().get("show"),
          "--rows is " + most + "; allowed: " + TerminalTimeline.FEWEST_ROWS + " or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    Timeline timeline = Timeline.of(TraceFile.read(file));
    out.print(new TerminalTimeline(drawing.terminal()).withRows(most).draw(timeline));
    out.flush();
    return 0;
  }
}
