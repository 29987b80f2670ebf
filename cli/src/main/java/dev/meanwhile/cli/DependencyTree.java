package dev.meanwhile.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code mvn dependency:tree} writes with white space for branches: each module at the margin,
 * and below it, indented, what it depends on.
 */
record DependencyTree(List<String> lines) {
  private static final Set<String> JARS = Set.of("jar", "test-jar", "bundle", "ejb");

  /** Something to have in a local repository, such as {@code org.slf4j:slf4j-api:2.0.17}. */
  record Library(String group, String artifact, String version, String classifier) {
    Path in(Path repository) {
      String end = classifier.isEmpty() ? ".jar" : "-" + classifier + ".jar";
      return repository
          .resolve(group.replace('.', '/'))
          .resolve(artifact)
          .resolve(version)
          .resolve(artifact + "-" + version + end);
    }

    @Override
    public String toString() {
      return group + ":" + artifact + ":" + version;
    }
  }

  /** How many modules there are. */
  int modules() {
    return (int) lines.stream().filter(line -> !isIndented(line)).count();
  }

  /** The libraries of all modules, each once. Modules are no libraries: their sources are read. */
  List<Library> libraries(boolean withTests) {
    Set<String> own =
        lines.stream()
            .filter(line -> !isIndented(line))
            .map(line -> parts(line)[0] + ":" + parts(line)[1])
            .collect(Collectors.toSet());
    return lines.stream()
        .filter(DependencyTree::isIndented)
        .map(DependencyTree::parts)
        .filter(parts -> parts.length >= 5 && JARS.contains(parts[2]))
        .filter(parts -> withTests || !parts[parts.length - 1].equals("test"))
        .filter(parts -> !own.contains(parts[0] + ":" + parts[1]))
        .map(DependencyTree::library)
        .distinct()
        .toList();
  }

  private static boolean isIndented(String line) {
    return line.startsWith(" ");
  }

  /** Group, artifact, type, perhaps a classifier, version and scope; then there may be remarks. */
  private static String[] parts(String line) {
    return line.strip().split(" ", 2)[0].split(":", -1);
  }

  private static Library library(String[] parts) {
    String classifier = parts.length > 5 ? parts[3] : "";
    return new Library(parts[0], parts[1], parts[parts.length - 2], classifier);
  }
}
