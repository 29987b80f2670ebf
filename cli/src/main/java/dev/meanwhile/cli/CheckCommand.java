package dev.meanwhile.cli;

import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.MalformedConfiguration;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meanwhile check}. */
@Command(
    name = "check",
    description = {
      "Finds in Java source the waits that stack without need, and other mistakes with waits.",
      "Reads the source as it is: nothing of it is run, and its dependencies may be missing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing found",
      "1:something found; with --fix, something is left",
      "2:the command line or the configuration is wrong, or Maven has no answer for --resolve",
      "3:a file could not be analysed, and nothing was found in the others",
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
  private static final int FOUND = 1;
  private static final int NOT_ANALYSED = 3;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders. Default: the current folder.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "RULE",
      split = ",",
      description = "Runs these rules only.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--skip",
      paramLabel = "RULE",
      split = ",",
      description = "Does not run these rules.")
  private Set<String> skip = new LinkedHashSet<>();

  @Option(
      names = "--confidence",
      paramLabel = "LEAST",
      defaultValue = "likely",
      description =
          "Reports what is at least this sure: certain, likely or possible. Default:"
              + " ${DEFAULT-VALUE}.")
  private Confidence confidence;

  @Mixin private ClassPathOptions classPath;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Default: meanwhile-check.yaml in the first folder.")
  private @Nullable Path configuration;

  @Option(names = "--tests", description = "Looks into folders of tests too.")
  private boolean withTests;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Reads up to this many groups of modules at once, as far as memory allows. Default: one"
              + " for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Mixin private CheckOutput output;

  @Mixin private CacheOptions caches;

  @Mixin private CheckRewrites rewrites;

  @Mixin private BaselineOptions baselines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CheckConflicts.in(spec.commandLine().getParseResult())
        .ifPresent(conflict -> {
          throw new ParameterException(spec.commandLine(), conflict);
        });
    PrintWriter out = spec.commandLine().getOut();
    try (var progress = new Progress(spec.commandLine().getErr())) {
      baselines.read();
      output.read();
      ReportWriter writer = output.writer();
      CheckOptions options = options(progress);
      Report report = Checker.check(options, new Listener(writer, out, progress));
      progress.clear();
      report = baselines.news(report);
      if (rewrites.isWanted()) {
        report = rewrites.run(report, options, out, spec.commandLine().getErr());
      }
      report = baselines.write(report);
      if (!rewrites.isDry()) { // a diff is nothing but a diff
        print(report.with(output.profile().ranked(report.findings())), writer, out);
      }
      out.flush();
      return exitCode(report);
    } catch (NoSuchFileException missing) {
      throw new ParameterException(
          spec.commandLine(), missing.getFile() + ": there is no such file", missing);
    } catch (IllegalArgumentException | MalformedConfiguration wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse(""), wrong);
    }
  }

  /** Whether findings can be printed as they come: they need be neither rewritten nor ranked. */
  private boolean isStreamed() {
    return !rewrites.isWanted() && !output.profile().isGiven();
  }

  private void print(Report report, ReportWriter writer, PrintWriter out) {
    if (!isStreamed()) {
      report.findings().forEach(finding -> writer.found(finding, out));
    }
    writer.finished(report, out);
  }

  private static int exitCode(Report report) {
    if (!report.findings().isEmpty()) {
      return FOUND;
    }
    return report.problems().isEmpty() ? 0 : NOT_ANALYSED;
  }

  private CheckOptions options(Progress progress) throws IOException, InterruptedException {
    List<Path> all = paths.isEmpty() ? List.of(Path.of("")) : paths;
    return new CheckOptions(
        all,
        classPath.libraries(all, withTests, progress),
        Optional.ofNullable(configuration),
        only,
        skip,
        confidence,
        withTests,
        jobs,
        rewrites.isWanted() ? Optional.empty() : caches.folder());
  }

  /** Prints what is found at once, and what goes on to the error output. */
  private final class Listener implements CheckListener {
    private static final int FILES_BETWEEN = 50;

    private final ReportWriter writer;
    private final PrintWriter out;
    private final Progress progress;
    private final Predicate<Finding> isNew = baselines.news();

    Listener(ReportWriter writer, PrintWriter out, Progress progress) {
      this.writer = writer;
      this.out = out;
      this.progress = progress;
    }

    @Override
    public void progress(int done, int total) {
      if (done % FILES_BETWEEN == 0) {
        progress.update("Reading: " + done + " of " + total);
      }
    }

    @Override
    public void found(Finding finding) {
      if (isStreamed() && isNew.test(finding)) {
        progress.clear();
        writer.found(finding, out);
      }
    }

    @Override
    public void failed(Problem problem) {
      progress.clear();
      spec.commandLine().getErr().println("meanwhile check: not analysed: " + problem);
    }
  }
}
