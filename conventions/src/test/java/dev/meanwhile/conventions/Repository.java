package dev.meanwhile.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The source tree: what is written by hand, without build output and hidden folders. */
record Repository(Path root) {

  private static final Set<String> BUILD_OUTPUT = Set.of("target");

  /** The repository this test runs in: the nearest folder upward with a Maven configuration. */
  static Repository here() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return new Repository(folder);
      }
    }
    throw new IllegalStateException("no folder with .mvn above " + Path.of("").toAbsolutePath());
  }

  List<Path> javaFiles() {
    var files = new ArrayList<Path>();
    walk(files, new ArrayList<>());
    return files.stream().filter(file -> file.toString().endsWith(".java")).sorted().toList();
  }

  List<Path> folders() {
    var folders = new ArrayList<Path>();
    walk(new ArrayList<>(), folders);
    return folders.stream().sorted().toList();
  }

  /** The file as a reader of the repository would name it: relative, with slashes. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void walk(List<Path> files, List<Path> folders) {
    try {
      Files.walkFileTree(root, new Collector(root, files, folders));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> files;
    private final List<Path> folders;

    Collector(Path root, List<Path> files, List<Path> folders) {
      this.root = root;
      this.files = files;
      this.folders = folders;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      String name = folder.getFileName().toString();
      if (name.startsWith(".") || BUILD_OUTPUT.contains(name)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
