package dev.meanwhile.check.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Java file of the tree.
 *
 * @param path where it is
 * @param className its package and its name without {@code .java}, with dots: what must be unique
 *     in one run of the compiler
 * @param text what it holds, if that need not be on the disk
 */
public record SourceFile(Path path, String className, Optional<String> text) {
  /** A file on the disk. */
  public SourceFile(Path path, String className) {
    this(path, className, Optional.empty());
  }

  /** About how many bytes it holds. */
  public long size() throws IOException {
    return text.isPresent() ? text.get().length() : Files.size(path);
  }
}
