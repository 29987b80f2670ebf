package dev.meanwhile.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to check, and how.
 *
 * @param paths files and folders
 * @param classPath jars and folders of classes that the sources use; may be empty
 * @param configuration a {@code meanwhile-check.yaml}; if empty, the one in the first folder of the
 *     paths is taken, if there is one
 * @param only the ids of the rules to run; empty for all
 * @param skip the ids of rules not to run
 * @param confidence how sure a finding must be to be reported
 * @param withTests whether to look into folders of tests too
 * @param jobs how many groups of modules to read at once, if the heap has room for them; what comes
 *     out does not depend on it
 * @param cache the folder that keeps what groups of modules have come to, for as long as nothing
 *     changes that it depends on; if empty, everything is analysed
 */
public record CheckOptions(
    List<Path> paths,
    List<Path> classPath,
    Optional<Path> configuration,
    Set<String> only,
    Set<String> skip,
    Confidence confidence,
    boolean withTests,
    int jobs,
    Optional<Path> cache) {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if there is no rule of one of the ids
   */
  public CheckOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs is " + jobs + "; allowed: 1 or more");
    }
    paths = List.copyOf(paths);
    classPath = List.copyOf(classPath);
    only = Set.copyOf(only);
    skip = Set.copyOf(skip);
    requireRules(only);
    requireRules(skip);
  }

  private static void requireRules(Set<String> ids) {
    for (String id : ids) {
      if (!Checker.rules().contains(id)) {
        throw new IllegalArgumentException(
            "there is no rule \"" + id + "\"; allowed: " + String.join(", ", Checker.rules()));
      }
    }
  }

  /** All rules on these files and folders, with the findings that are certain or likely. */
  public static CheckOptions of(Path... paths) {
    return new CheckOptions(
        List.of(paths),
        List.of(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Confidence.LIKELY,
        false,
        Runtime.getRuntime().availableProcessors(),
        Optional.empty());
  }

  /** With these libraries. */
  public CheckOptions withClassPath(List<Path> libraries) {
    return new CheckOptions(
        paths, libraries, configuration, only, skip, confidence, withTests, jobs, cache);
  }

  /** With this configuration. */
  public CheckOptions withConfiguration(Path file) {
    return new CheckOptions(
        paths, classPath, Optional.of(file), only, skip, confidence, withTests, jobs, cache);
  }

  /**
   * With the {@code meanwhile-check.yaml} in the nearest folder above a file; as it is if there is
   * none.
   */
  public CheckOptions withConfigurationAbove(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !Files.isRegularFile(folder.resolve(Configuration.FILE_NAME))) {
      folder = folder.getParent();
    }
    return folder == null ? this : withConfiguration(folder.resolve(Configuration.FILE_NAME));
  }

  /** With these rules only; all if there are none. */
  public CheckOptions withOnly(Set<String> rules) {
    return new CheckOptions(
        paths, classPath, configuration, rules, skip, confidence, withTests, jobs, cache);
  }

  /** Without these rules. */
  public CheckOptions without(Set<String> rules) {
    return new CheckOptions(
        paths, classPath, configuration, only, rules, confidence, withTests, jobs, cache);
  }

  /** With findings that are at least this sure. */
  public CheckOptions withConfidence(Confidence least) {
    return new CheckOptions(
        paths, classPath, configuration, only, skip, least, withTests, jobs, cache);
  }

  /** With folders of tests. */
  public CheckOptions includingTests() {
    return new CheckOptions(
        paths, classPath, configuration, only, skip, confidence, true, jobs, cache);
  }

  /** With this many groups of modules at once. */
  public CheckOptions withJobs(int groups) {
    return new CheckOptions(
        paths, classPath, configuration, only, skip, confidence, withTests, groups, cache);
  }

  /** With a folder that keeps results from run to run. */
  public CheckOptions withCache(Path folder) {
    return withCache(Optional.of(folder));
  }

  /** With nothing that is kept from run to run. */
  CheckOptions withoutCache() {
    return withCache(Optional.empty());
  }

  private CheckOptions withCache(Optional<Path> folder) {
    return new CheckOptions(
        paths, classPath, configuration, only, skip, confidence, withTests, jobs, folder);
  }
}
