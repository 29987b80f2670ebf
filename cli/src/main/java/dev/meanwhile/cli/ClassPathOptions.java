package dev.meanwhile.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of {@code meanwhile check} for the libraries that the sources use. */
final class ClassPathOptions {
  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description = "Jars and folders of classes that the sources use, as for javac.")
  private String classPath = "";

  @Option(
      names = "--resolve",
      description = {
        "Asks Maven which jars the sources use: with the mvnw of the tree, or else the mvn of this"
            + " machine. Maven reads the build files and fetches what is missing."
      })
  private boolean isToAsk;

  /** What they name, and what Maven says. */
  List<Path> libraries(List<Path> paths, boolean withTests, Progress progress)
      throws IOException, InterruptedException {
    var libraries = new ArrayList<Path>();
    for (String path : classPath.split(File.pathSeparator, -1)) {
      if (!path.isEmpty()) {
        libraries.add(Path.of(path));
      }
    }
    if (isToAsk) {
      Set<MavenTree> trees = new LinkedHashSet<>();
      for (Path path : paths) {
        trees.add(MavenTree.around(path));
      }
      for (MavenTree tree : trees) {
        libraries.addAll(MavenLibraries.of(tree, withTests, progress));
      }
    }
    return libraries;
  }
}
