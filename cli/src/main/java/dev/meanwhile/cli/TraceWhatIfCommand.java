package dev.meanwhile.cli;

import dev.meanwhile.trace.TerminalTimeline;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import dev.meanwhile.trace.WhatIfReport;
import dev.meanwhile.trace.whatif.Change;
import dev.meanwhile.trace.whatif.Forecast;
import dev.meanwhile.trace.whatif.Suggestion;
import dev.meanwhile.trace.whatif.WhatIf;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code meanwhile trace what-if}. */
@Command(
    name = "what-if",
    description = {
      "Replays a run, and says what it would have taken with something changed.",
      "Without a change it tries what usually helps, and ranks what does.",
    },
    footer = {
      "",
      "NAME may hold * for any text, as in 'map[*]'. All changes given are made together.",
      "Tasks that ran one after the other may need each other: such an answer is a range,",
      "from the time given, marked as possible, to the time measured. All others are exact,",
      "as long as the other side is as fast under the changed load.",
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TraceWhatIfCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Drawing drawing;
  @Mixin private Changes changes;

  @Option(
      names = "--timeline",
      description = "Draws the run before and after the change, or after the best one.")
  private boolean timeline;

  @Option(
      names = "--against",
      paramLabel = "OTHER",
      description = "Compares the prediction with this run, in which the change was really made.")
  private @Nullable Path against;

  @Option(names = "--json", description = "Prints one JSON document, times in nanoseconds.")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "What demo --trace wrote.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    try {
      return answer(WhatIf.of(TraceFile.read(file)), changes.list());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int answer(WhatIf whatIf, List<Change> wanted) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    var report = new WhatIfReport(drawing.terminal().unicode());
    List<Suggestion> ranked = wanted.isEmpty() ? whatIf.suggestions() : List.of();
    Forecast forecast = ranked.isEmpty() ? whatIf.forecast(wanted) : ranked.getFirst().forecast();
    if (json) {
      out.println(wanted.isEmpty() ? WhatIfJson.of(whatIf, ranked) : WhatIfJson.of(forecast));
    } else {
      out.print(wanted.isEmpty() ? report.ranked(whatIf, ranked) : report.of(whatIf, forecast));
      if (against != null) {
        out.print(report.against(whatIf, forecast, Timeline.of(TraceFile.read(against))));
      }
      if (timeline) {
        draw(Timeline.of(whatIf.trace()), Timeline.of(forecast.after()));
      }
    }
    out.flush();
    return 0;
  }

  private void draw(Timeline before, Timeline after) {
    PrintWriter out = spec.commandLine().getOut();
    var terminal =
        new TerminalTimeline(drawing.terminal())
            .withTimeOf(Math.max(before.nanos(), after.nanos()))
            .withNamesOf(List.of(before, after));
    out.println();
    out.print(terminal.draw(before));
    out.println();
    out.print(terminal.draw(after));
  }
}
