package dev.meanwhile.check.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the Java files of a tree, whatever builds it. Where packages begin follows from the package
 * that each file names. Left out are hidden folders, what builds have written, and tests.
 */
public final class SourceTree {
  private static final Set<String> SKIPPED_FOLDERS =
      Set.of("target", "build", "out", "bin", "node_modules", "generated", "generated-sources");
  private static final Set<String> GENERATED_FOLDERS =
      Set.of("generated", "generated-sources", "generated-test-sources");
  private static final Set<String> TEST_FOLDERS =
      Set.of("test", "tests", "testFixtures", "integrationTest", "integration-test", "it", "jmh");
  private static final Set<String> DECLARATION_FILES =
      Set.of("module-info.java", "package-info.java");

  private SourceTree() {}

  /**
   * The source roots below these files and folders.
   *
   * @param withTests whether to look into folders of tests too
   * @throws NoSuchFileException if one of the paths does not exist
   */
  public static List<SourceRoot> find(List<Path> paths, boolean withTests) throws IOException {
    var files = new TreeSet<Path>();
    for (Path path : paths) {
      Path start = path.toRealPath();
      if (Files.isDirectory(start)) {
        Files.walkFileTree(start, new Collector(start, withTests, files));
      } else {
        files.add(start);
      }
    }
    var roots = new Roots();
    for (Path file : files) {
      FileHead head = FileHead.read(file);
      roots.add(head, new SourceFile(file, head.className(file)));
    }
    return roots.list();
  }

  /** The source roots of texts, which need not be on the disk. */
  public static List<SourceRoot> of(List<SourceText> texts) {
    var roots = new Roots();
    for (SourceText text : texts) {
      FileHead head = FileHead.of(text.text());
      Path path = text.path();
      roots.add(head, new SourceFile(path, head.className(path), Optional.of(text.text())));
    }
    return roots.list();
  }

  private record Roots(Map<Path, List<SourceFile>> byFolder) {
    Roots() {
      this(new TreeMap<>());
    }

    void add(FileHead head, SourceFile file) {
      byFolder.computeIfAbsent(head.root(file.path()), _ -> new ArrayList<>()).add(file);
    }

    List<SourceRoot> list() {
      return byFolder.entrySet().stream()
          .map(root -> new SourceRoot(root.getKey(), root.getValue()))
          .toList();
    }
  }

  /** Whether a file is in a folder of tests. */
  public static boolean isTest(Path file) {
    return isBelow(file, SourceTree::isTestFolder);
  }

  /** Whether a file is in a folder that builds write sources to. */
  public static boolean isGenerated(Path file) {
    return isBelow(file, folder -> GENERATED_FOLDERS.contains(nameOf(folder)));
  }

  private static boolean isBelow(Path file, Predicate<Path> isWanted) {
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !isWanted.test(folder)) {
      folder = folder.getParent();
    }
    return folder != null;
  }

  private static boolean isTestFolder(Path folder) {
    return TEST_FOLDERS.contains(nameOf(folder)) && isSourceSet(folder);
  }

  private static String nameOf(Path folder) {
    return folder.getNameCount() == 0 ? "" : folder.getFileName().toString();
  }

  private static boolean isSourceSet(Path folder) {
    Path parent = folder.getParent();
    return parent != null && (parent.endsWith("src") || Files.isDirectory(folder.resolve("java")));
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path start;
    private final boolean withTests;
    private final Set<Path> files;

    Collector(Path start, boolean withTests, Set<Path> files) {
      this.start = start;
      this.withTests = withTests;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.equals(start) || !isSkipped(folder)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    /**
     * A package may be called {@code build} or {@code test}; the folders of builds are above them.
     */
    private boolean isSkipped(Path folder) {
      String name = folder.getFileName().toString();
      if (name.startsWith(".")) {
        return true;
      }
      boolean isBuildOutput = SKIPPED_FOLDERS.contains(name) && !isBelowSources(folder);
      return isBuildOutput || (!withTests && isTestFolder(folder));
    }

    private boolean isBelowSources(Path folder) {
      for (Path part : start.relativize(folder.getParent())) {
        if (part.toString().equals("java") || part.toString().equals("src")) {
          return true;
        }
      }
      return Files.exists(folder.resolve("../package-info.java"), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.endsWith(".java") && !DECLARATION_FILES.contains(name)) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
