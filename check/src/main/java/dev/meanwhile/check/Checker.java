package dev.meanwhile.check;

import dev.meanwhile.check.javac.JavacReader;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceRoot;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.SourceTree;
import dev.meanwhile.check.waits.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks source trees. The code under check is read, never run; dependencies may be missing.
 *
 * <pre>{@code
 * Report report = Checker.check(CheckOptions.of(Path.of("my-service")), CheckListener.NONE);
 * }</pre>
 *
 * <p>Memory: about 2 GB for a million lines, more only if the heap has room for several groups of
 * modules at once. Interrupt: what runs is stopped before the next class, and {@link
 * java.io.InterruptedIOException} is thrown.
 */
public final class Checker {
  private final CheckOptions options;
  private final CheckListener listener;
  private final Catalogue catalogue;
  private final Optional<KnownGroups> known;
  private final ReportBuilder report;
  private final HeapRoom room = new HeapRoom(Runtime.getRuntime().maxMemory());
  private int done;

  private Checker(CheckOptions options, CheckListener listener) throws IOException {
    var configuration = Configuration.of(options);
    this.options = options;
    this.listener = listener;
    this.catalogue = Catalogue.with(configuration.waits());
    this.known = known(options, configuration);
    this.report = new ReportBuilder(options, configuration, listener);
  }

  private static Optional<KnownGroups> known(CheckOptions options, Configuration configuration)
      throws IOException {
    return options.cache().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KnownGroups(options.cache().get(), options.classPath(), configuration.waitsText()));
  }

  /**
   * Checks what the options name, and tells the listener on the way.
   *
   * @throws IOException if a file or folder cannot be read
   * @throws MalformedConfiguration if the configuration is not as it should be
   */
  public static Report check(CheckOptions options, CheckListener listener) throws IOException {
    return new Checker(options, listener)
        .run(SourceTree.find(options.paths(), options.withTests()));
  }

  /**
   * Checks texts that need not be files, such as those of an editor. Places in them have the paths
   * that the texts have; nothing is read but the configuration, and nothing is written.
   *
   * @param options what they say of paths, tests and a cache does not matter
   * @throws MalformedConfiguration if the configuration is not as it should be
   */
  public static Report check(List<SourceText> texts, CheckOptions options, CheckListener listener)
      throws IOException {
    return new Checker(options.withoutCache(), listener).run(SourceTree.of(texts));
  }

  /**
   * Checks a program that is read already.
   *
   * @throws MalformedConfiguration if the configuration is not as it should be
   */
  public static Report check(Program program, CheckOptions options, CheckListener listener)
      throws IOException {
    var checker = new Checker(options, listener);
    new Inspection(checker.catalogue, checker.report).inspect(program);
    return checker.report.report();
  }

  /** The ids of all rules. */
  public static List<String> rules() {
    return Rules.all().stream().map(Rule::id).toList();
  }

  private Report run(List<SourceRoot> roots) throws IOException {
    int total = roots.stream().mapToInt(root -> root.files().size()).sum();
    List<Turns.Task> tasks = new ArrayList<>();
    for (SourceGroup group : SourceGroup.of(roots)) {
      tasks.add(turn -> check(group, new Progress(turn, total), new InTurn(turn, report)));
    }
    Turns.run(tasks, options.jobs());
    return report.report();
  }

  private void check(SourceGroup group, Progress progress, GroupListener heard) throws IOException {
    if (known.isPresent()) {
      known.get().check(group, heard, recorder -> inspect(group, progress, recorder));
    } else {
      inspect(group, progress, heard);
    }
    progress.upTo((int) group.files().count());
  }

  private void inspect(SourceGroup group, Progress progress, GroupListener heard)
      throws IOException {
    room.with(
        group,
        () -> {
          var reader = new JavacReader(options.classPath(), () -> progress.add(1));
          Program program = reader.read(group);
          reader.problems().forEach(heard::failed);
          heard.read(CoverageCount.of(group, program));
          new Inspection(catalogue, heard).inspect(program);
        });
  }

  /** How many files of a group are done. */
  private final class Progress {
    private final Turns.Turn turn;
    private final int total;
    private int doneHere;

    Progress(Turns.Turn turn, int total) {
      this.turn = turn;
      this.total = total;
    }

    void upTo(int files) {
      add(files - doneHere);
    }

    void add(int files) {
      doneHere += files;
      turn.sayNow(() -> listener.progress(done += files, total));
    }
  }
}
