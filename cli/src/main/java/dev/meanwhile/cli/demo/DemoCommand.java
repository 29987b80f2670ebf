package dev.meanwhile.cli.demo;

import dev.meanwhile.cli.Drawing;
import dev.meanwhile.cli.Interruption;
import dev.meanwhile.cli.Progress;
import dev.meanwhile.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code meanwhile demo}. */
@Command(
    name = "demo",
    description = {
      "Runs everyday shapes of waiting, by hand and with Meanwhile, and draws what happened.",
      "Everything is real: an HTTP server and a database inside this process, sockets, JDBC.",
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Drawing drawing;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these shapes, separated by commas; see --list.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "Multiplies all latencies; more than 0. Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--trace",
      paramLabel = "DIR",
      description = "Writes the trace of each run to DIR/<shape>-<variant>.jsonl.")
  private @Nullable Path traces;

  @Option(names = "--json", description = "Prints one JSON document instead of drawings.")
  private boolean json;

  @Option(names = "--list", description = "Lists the shapes and their variants, and ends.")
  private boolean list;

  @Override
  public Integer call() throws IOException, SQLException {
    List<Shape> shapes = chosen();
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      shapes.forEach(shape -> out.println(line(shape)));
      return 0;
    }
    if (traces != null) {
      Files.createDirectories(traces);
    }
    try (var _ = Interruption.ofThisThread();
        var demo = new Demo()) {
      return run(demo, shapes, out);
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("meanwhile: interrupted");
      return Interruption.EXIT_CODE;
    }
  }

  private List<Shape> chosen() {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw error("--scale is " + scale + "; allowed: any number above 0");
    }
    List<Shape> all = Shape.all(new Pace(scale));
    List<String> names = all.stream().map(Shape::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw error(
            "--only names no shape: \"" + name + "\"; allowed: " + String.join(", ", names));
      }
    }
    return all.stream().filter(shape -> only.isEmpty() || only.contains(shape.name())).toList();
  }

  private ParameterException error(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static String line(Shape shape) {
    List<String> variants = shape.variants().stream().map(Variant::name).toList();
    return String.format(
        "%-10s %s%n           %s", shape.name(), String.join(", ", variants), shape.story());
  }

  private int run(Demo demo, List<Shape> shapes, PrintWriter out)
      throws IOException, InterruptedException {
    var report = new DemoReport(drawing.terminal(), out);
    var runs = new ArrayList<DemoRun>();
    try (var progress = new Progress(spec.commandLine().getErr())) {
      progress.show("Warming up");
      demo.warmUp();
      for (Shape shape : shapes) {
        List<DemoRun> own = run(demo, shape, progress);
        progress.clear();
        if (!json) {
          report.draw(shape, own);
        }
        runs.addAll(own);
      }
    }
    if (json) {
      out.println(DemoJson.of(runs));
    } else {
      report.compare(runs);
    }
    out.flush();
    return unexpected(runs);
  }

  private List<DemoRun> run(Demo demo, Shape shape, Progress progress)
      throws IOException, InterruptedException {
    var runs = new ArrayList<DemoRun>();
    for (Variant variant : shape.variants()) {
      progress.show("Running " + shape.name() + ", " + variant.name());
      DemoRun run = demo.run(shape, variant);
      if (traces != null) {
        TraceFile.write(traces.resolve(run.title() + ".jsonl"), run.trace());
      }
      runs.add(run);
    }
    return runs;
  }

  /** What was meant to work, and did not, is an error of the demo. */
  private int unexpected(List<DemoRun> runs) {
    int exitCode = 0;
    for (DemoRun run : runs) {
      if (run.failure() != null && !run.variant().isAllowedToFail()) {
        spec.commandLine().getErr().println("meanwhile: " + run.title() + ": " + run.failure());
        exitCode = 1;
      }
    }
    return exitCode;
  }
}
