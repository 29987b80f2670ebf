package dev.meanwhile.cli;

import dev.meanwhile.cli.DependencyTree.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The libraries that the modules of a Maven tree use.
 *
 * <p>They come from {@code dependency:tree}, not from {@code dependency:build-classpath}: that one
 * fails for each module that needs another one which is not built.
 */
final class MavenLibraries {
  /** Older ones, which Maven takes by itself, need all jars before they tell. */
  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";

  private static final Pattern ERROR = Pattern.compile("^\\[(ERROR|FATAL)]");
  private static final int LINES_OF_A_COMPLAINT = 8;

  private final MavenTree tree;
  private final Path temporary;
  private final Path log;

  private MavenLibraries(MavenTree tree, Path temporary) {
    this.tree = tree;
    this.temporary = temporary;
    this.log = temporary.resolve("log");
  }

  /**
   * Asks Maven, and has it fetch what is not in its local repository yet.
   *
   * @param withTests whether those of the tests belong to it
   * @throws IllegalArgumentException if Maven is not there or has no answer
   */
  static List<Path> of(MavenTree tree, boolean withTests, Progress progress)
      throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("meanwhile-resolve");
    try {
      return new MavenLibraries(tree, temporary).find(withTests, progress);
    } finally {
      delete(temporary);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private List<Path> find(boolean withTests, Progress progress)
      throws IOException, InterruptedException {
    Path answer = ask(progress);
    Path repository = repository(answer);
    var dependencies = new DependencyTree(Files.readAllLines(answer));
    List<Library> libraries = dependencies.libraries(withTests);
    if (!missing(libraries, repository).isEmpty()) {
      run(progress, "resolve");
    }
    List<Library> missing = missing(libraries, repository);
    int found = libraries.size() - missing.size();
    progress.show(
        "Maven: modules "
            + dependencies.modules()
            + ", libraries "
            + found
            + (missing.isEmpty() ? "" : ", missing " + missing.size() + ": " + names(missing)));
    return libraries.stream()
        .filter(library -> !missing.contains(library))
        .map(library -> library.in(repository))
        .toList();
  }

  private static List<Library> missing(List<Library> libraries, Path repository) {
    return libraries.stream().filter(each -> !Files.exists(each.in(repository))).toList();
  }

  private static String names(List<Library> libraries) {
    String first =
        libraries.stream().limit(3).map(Library::toString).collect(Collectors.joining(", "));
    return libraries.size() > 3 ? first + ", …" : first;
  }

  /** The file with Maven's answer; the folder that it is in says where the local repository is. */
  private Path ask(Progress progress) throws IOException, InterruptedException {
    run(
        progress,
        "tree",
        "-DoutputType=text",
        "-Dtokens=whitespace",
        "-DappendOutput=true",
        "-DoutputFile=" + answers() + "/${settings.localRepository}/tree.txt");
    if (Files.exists(answers())) {
      try (Stream<Path> files = Files.walk(answers())) {
        Optional<Path> answer = files.filter(Files::isRegularFile).findFirst();
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    }
    throw new IllegalArgumentException("--resolve: Maven has no answer:\n" + complaint());
  }

  private Path answers() {
    return temporary.resolve("answers");
  }

  private Path repository(Path answer) {
    return answers().getRoot().resolve(answers().relativize(answer).getParent());
  }

  private void run(Progress progress, String goal, String... properties)
      throws IOException, InterruptedException {
    progress.show("Asking Maven in " + tree.root() + ": dependency:" + goal);
    var arguments = new ArrayList<String>();
    arguments.add(PLUGIN + goal);
    arguments.addAll(List.of(properties));
    tree.run(log, arguments);
    progress.clear();
  }

  /** What Maven calls an error; everything, if it calls nothing so. */
  private String complaint() throws IOException {
    List<String> said = Files.readAllLines(log);
    List<String> errors = said.stream().filter(line -> ERROR.matcher(line).find()).toList();
    return (errors.isEmpty() ? said : errors)
        .stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(LINES_OF_A_COMPLAINT)
            .collect(Collectors.joining("\n"));
  }
}
