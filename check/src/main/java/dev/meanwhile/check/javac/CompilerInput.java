package dev.meanwhile.check.javac;

import dev.meanwhile.check.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** What the compiler reads: files of the disk, and texts that are not there. */
final class CompilerInput {
  private CompilerInput() {}

  /**
   * Files for the compiler.
   *
   * @param changed the texts of those that have another one than they say
   */
  static List<JavaFileObject> of(
      List<SourceFile> files, Map<Path, String> changed, StandardJavaFileManager manager) {
    var input = new ArrayList<JavaFileObject>();
    var onDisk = new ArrayList<Path>();
    for (SourceFile file : files) {
      String text = changed.getOrDefault(file.path(), file.text().orElse(null));
      if (text == null) {
        onDisk.add(file.path());
      } else {
        input.add(new MemoryFile(file.path(), text));
      }
    }
    manager.getJavaFileObjectsFromPaths(onDisk).forEach(input::add);
    return input;
  }
}
