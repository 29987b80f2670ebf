package dev.meanwhile.check.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folder that packages begin in, such as {@code src/main/java}.
 *
 * @param folder the folder
 * @param files its Java files
 */
public record SourceRoot(Path folder, List<SourceFile> files) {

  Set<String> classNames() {
    return files.stream().map(SourceFile::className).collect(Collectors.toSet());
  }
}
