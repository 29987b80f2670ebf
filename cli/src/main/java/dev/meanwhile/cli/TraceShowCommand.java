package dev.meanwhile.cli;

import dev.meanwhile.trace.SvgTimeline;
import dev.meanwhile.trace.TerminalTimeline;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meanwhile trace show}. */
@Command(
    name = "show",
    description = "Draws the timelines of trace files, below each other and on one scale.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TraceShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Drawing drawing;

  @Option(
      names = "--rows",
      paramLabel = "COUNT",
      defaultValue = "" + TerminalTimeline.DEFAULT_ROWS,
      description = "How many rows to draw at most, 4 or more. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--svg",
      paramLabel = "PICTURE",
      description = "Draws into this file instead, as vector graphics.")
  private @Nullable Path picture;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "What demo --trace wrote.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (rows < TerminalTimeline.FEWEST_ROWS) {
      throw new ParameterException(
          spec.commandLine(),
          "--rows is " + rows + "; allowed: " + TerminalTimeline.FEWEST_ROWS + " or more");
    }
    var timelines = new ArrayList<Timeline>();
    for (Path file : files) {
      timelines.add(Timeline.of(TraceFile.read(file)));
    }
    if (picture == null) {
      print(timelines);
    } else {
      Files.writeString(picture, SvgTimeline.draw(timelines, drawing.terminal().width()));
    }
    return 0;
  }

  private void print(List<Timeline> timelines) {
    PrintWriter out = spec.commandLine().getOut();
    long longest = timelines.stream().mapToLong(Timeline::nanos).max().orElse(0);
    var terminal =
        new TerminalTimeline(drawing.terminal())
            .withRows(rows)
            .withTimeOf(longest)
            .withNamesOf(timelines);
    String gap = "";
    for (Timeline timeline : timelines) {
      out.print(gap + terminal.draw(timeline));
      gap = System.lineSeparator();
    }
    out.flush();
  }
}
