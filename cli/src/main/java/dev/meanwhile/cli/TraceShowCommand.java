package dev.meanwhile.cli;

import static java.util.Collections.newSetFromMap;

import dev.meanwhile.trace.SvgTimeline;
import dev.meanwhile.trace.TerminalTimeline;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import dev.meanwhile.trace.TraceFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    description = {
      "Draws the timelines of traces, below each other and on one scale.",
      "Says where events were dropped, and where a file breaks off.",
    })
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

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many runs to draw at most, the slowest ones. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "What demo --trace wrote, or -Dmeanwhile.trace; or the folder of it.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (rows < TerminalTimeline.FEWEST_ROWS) {
      throw new ParameterException(
          spec.commandLine(),
          "--rows is " + rows + "; allowed: " + TerminalTimeline.FEWEST_ROWS + " or more");
    }
    if (most < 1) {
      throw new ParameterException(
          spec.commandLine(), "--most is " + most + "; allowed: 1 or more");
    }
    List<Timeline> all = timelines();
    List<Timeline> drawn = slowest(all);
    if (picture == null) {
      print(drawn);
    } else {
      Files.writeString(picture, SvgTimeline.draw(drawn, drawing.terminal().width()));
    }
    if (drawn.size() < all.size()) {
      spec.commandLine()
          .getErr()
          .printf(
              "meanwhile: %d faster runs are not drawn; --most %d draws all%n",
              all.size() - drawn.size(), all.size());
    }
    return 0;
  }

  private List<Timeline> timelines() throws IOException {
    var timelines = new ArrayList<Timeline>();
    for (Path file : files) {
      var runs = Files.isDirectory(file) ? TraceFolder.read(file) : TraceFile.readAll(file);
      if (runs.isEmpty()) {
        throw new IOException(file + ": there are no traces in this folder");
      }
      runs.stream().map(Timeline::of).forEach(timelines::add);
    }
    return timelines;
  }

  /** Those that are drawn, in the order in which they were recorded. */
  private List<Timeline> slowest(List<Timeline> all) {
    var slowest =
        all.stream()
            .sorted(Comparator.comparingLong(Timeline::nanos).reversed())
            .limit(most)
            .collect(Collectors.toCollection(() -> newSetFromMap(new IdentityHashMap<>())));
    return all.stream().filter(slowest::contains).toList();
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
