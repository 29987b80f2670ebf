package dev.meanwhile.check.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** What the compiler finds on a class path: also the jars that the manifests of jars name. */
public final class Libraries {
  private Libraries() {}

  /** A hash of the names and contents of all of them, in their order. */
  public static String hash(List<Path> classPath) throws IOException {
    var hash = new ContentHash();
    for (Path library : withReferences(classPath)) {
      hash.addAll(library);
    }
    return hash.hex();
  }

  private static Set<Path> withReferences(List<Path> classPath) {
    var all = new LinkedHashSet<Path>();
    var next = new ArrayDeque<>(classPath);
    while (!next.isEmpty()) {
      Path library = next.remove();
      if (all.add(library) && Files.isRegularFile(library)) {
        next.addAll(references(library));
      }
    }
    return all;
  }

  private static List<Path> references(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String names =
          manifest == null ? "" : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return names == null || names.isBlank()
          ? List.of()
          : Stream.of(names.strip().split(" +")).map(jar::resolveSibling).toList();
    } catch (IOException | InvalidPathException unreadable) {
      return List.of();
    }
  }
}
