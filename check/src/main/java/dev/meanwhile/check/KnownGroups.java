package dev.meanwhile.check;

import dev.meanwhile.check.cache.CacheFolder;
import dev.meanwhile.check.cache.ContentHash;
import dev.meanwhile.check.cache.FrozenObjects;
import dev.meanwhile.check.cache.Libraries;
import dev.meanwhile.check.cache.ToolHash;
import dev.meanwhile.check.source.SourceFile;
import dev.meanwhile.check.source.SourceGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Remembers what groups have come to. The key of a group is a hash of all that its report depends
 * on: the names and contents of its files and of the libraries, the user's part of the catalogue,
 * the checker itself, and the JDK, whose compiler reads the files. What the options and the
 * configuration choose from the report is chosen anew each time.
 */
final class KnownGroups {
  /** Checks a group. */
  @FunctionalInterface
  interface Work {
    void check(GroupListener listener) throws IOException;
  }

  private final CacheFolder folder;
  private final List<Path> classPath;
  private final String tool;
  private final String libraries;

  /**
   * The groups that are known in a folder.
   *
   * @param users the user's part of the catalogue, as text
   */
  KnownGroups(Path folder, List<Path> classPath, String users) throws IOException {
    this(folder, classPath, users, ToolHash.value());
  }

  KnownGroups(Path folder, List<Path> classPath, String users, String tool) throws IOException {
    this.folder = new CacheFolder(folder);
    this.classPath = classPath;
    this.tool = new ContentHash().add(tool).add(users).hex();
    this.libraries = Libraries.hash(classPath);
  }

  /** Tells what a group comes to: what is kept of it, or else what the work says, which is kept. */
  void check(SourceGroup group, GroupListener listener, Work work) throws IOException {
    String key = key(group, libraries);
    Optional<GroupReport> known = find(key);
    if (known.isPresent()) {
      known.get().tell(listener);
    } else {
      var recorder = new GroupReport.Recorder(listener);
      work.check(recorder);
      keep(key, group, recorder.report());
    }
  }

  /** The key of a group as it is now, with these libraries. */
  private String key(SourceGroup group, String libraryHash) throws IOException {
    var hash = new ContentHash().add(tool).add(libraryHash);
    List<Path> files = group.files().map(SourceFile::path).toList();
    for (Path file : files) {
      hash.addFile(file);
    }
    return hash.hex();
  }

  private Optional<GroupReport> find(String key) {
    Optional<byte[]> bytes = folder.find(key);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(FrozenObjects.thaw(bytes.get(), GroupReport.class));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Keeps a report, unless something that it depends on has changed since the key was made. */
  private void keep(String key, SourceGroup group, GroupReport report) {
    try {
      if (key(group, Libraries.hash(classPath)).equals(key)) {
        folder.keep(key, FrozenObjects.freeze(report));
      }
    } catch (IOException gone) {
      // it has changed
    }
  }
}
