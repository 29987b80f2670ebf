package dev.meanwhile.cli;

import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.TraceFile;
import dev.meanwhile.trace.export.ChromeTrace;
import dev.meanwhile.trace.export.HtmlTimeline;
import dev.meanwhile.trace.export.MermaidGantt;
import dev.meanwhile.trace.export.OtlpTrace;
import dev.meanwhile.trace.export.TraceExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meanwhile trace export}. */
@Command(
    name = "export",
    description = "Writes a trace in the format of another tool.",
    footer = {
      "",
      "chrome   JSON for chrome://tracing and Perfetto",
      "html     one page that needs nothing else",
      "mermaid  a Gantt chart for wikis and forges",
      "otlp     spans of OpenTelemetry, as JSON that Jaeger opens by upload",
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TraceExportCommand implements Callable<Integer> {
  /** What can be written. */
  enum Format {
    chrome,
    html,
    mermaid,
    otlp;

    private TraceExport export() {
      return switch (this) {
        case chrome -> new ChromeTrace();
        case html -> new HtmlTimeline();
        case mermaid -> new MermaidGantt();
        case otlp -> new OtlpTrace();
      };
    }
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The file to write, replaced if it exists. Default: the standard output.")
  private @Nullable Path output;

  @Parameters(paramLabel = "FILE", description = "What demo --trace wrote.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    RunTrace trace = TraceFile.read(file);
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      format.export().write(trace, out);
      out.flush();
    } else {
      writeFile(trace, output);
    }
    return 0;
  }

  private void writeFile(RunTrace trace, Path target) throws IOException {
    if (Files.exists(target) && Files.isSameFile(target, file)) {
      throw new ParameterException(
          spec.commandLine(), "--output is " + target + ", the trace itself; name another file");
    }
    try (Writer out = Files.newBufferedWriter(target)) {
      format.export().write(trace, out);
    }
  }
}
