package dev.meanwhile.cli;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.fix.Fixer;
import dev.meanwhile.check.fix.Rewrites;
import dev.meanwhile.check.fix.Rewrites.ChangedFile;
import dev.meanwhile.check.fix.Rewrites.Left;
import dev.meanwhile.check.fix.Style;
import dev.meanwhile.check.fix.UnifiedDiff;
import dev.meanwhile.check.report.Paths;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The part of {@code meanwhile check} that rewrites. */
final class CheckRewrites {
  @Option(
      names = "--fix",
      description = {
        "Rewrites what is proven safe, and reports the rest. What is rewritten, and what is left"
            + " and why, goes to the error output."
      })
  private boolean isOn;

  @Option(
      names = "--plain",
      description = "Rewrites to code with the JDK only, not with Meanwhile's verbs.")
  private boolean isPlain;

  @Option(
      names = "--dry-run",
      description = "Writes nothing: prints what --fix would do as a unified diff.")
  private boolean isDry;

  boolean isWanted() {
    return isOn || isDry;
  }

  boolean isDry() {
    return isDry;
  }

  /** Rewrites, or prints the diff; what is left is the report of what was found. */
  Report run(Report found, CheckOptions options, PrintWriter out, PrintWriter err)
      throws IOException {
    Rewrites plan =
        Fixer.plan(found.findings(), options, libraries(), isPlain ? Style.PLAIN : Style.VERBS);
    if (isDry) {
      plan.files()
          .forEach(
              file -> out.print(UnifiedDiff.of(name(file.path()), file.before(), file.after())));
      tell(plan, "would be rewritten", found, err);
      return found;
    }
    Rewrites done = Fixer.apply(plan);
    tell(done, "rewritten", found, err);
    return rest(found, done);
  }

  /** The rewritten code is compiled against the verbs; the code under check may not have them. */
  private static List<Path> libraries() {
    try {
      var core = Meanwhile.class.getProtectionDomain().getCodeSource();
      return List.of(Path.of(core.getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Path path) {
    return Paths.relative(Path.of(""), path);
  }

  private static void tell(Rewrites rewrites, String verb, Report found, PrintWriter err) {
    for (ChangedFile file : rewrites.files()) {
      err.println(verb + ": " + name(file.path()) + ", " + file.findings().size());
    }
    for (Left left : rewrites.left()) {
      Finding finding = left.finding();
      err.println(
          "left: "
              + Paths.relative(Path.of(""), finding.place())
              + ": "
              + finding.rule()
              + ": "
              + left.reason());
    }
    int count = rewrites.count();
    int others = found.findings().size() - count - rewrites.left().size();
    err.println(
        count
            + " "
            + verb
            + ", "
            + rewrites.left().size()
            + " left with a reason, "
            + others
            + " for a person");
    err.flush();
  }

  private static Report rest(Report found, Rewrites done) {
    Set<Finding> rewritten = Collections.newSetFromMap(new IdentityHashMap<>());
    done.files().forEach(file -> rewritten.addAll(file.findings()));
    List<Finding> left =
        found.findings().stream().filter(finding -> !rewritten.contains(finding)).toList();
    return found.with(left);
  }
}
