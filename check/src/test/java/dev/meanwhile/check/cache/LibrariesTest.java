package dev.meanwhile.check.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {
  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theContentOfEachCounts() throws IOException {
    Path jar = file("a.jar", "one");
    String before = Libraries.hash(List.of(jar));
    assertThat(Libraries.hash(List.of(jar))).isEqualTo(before);

    file("a.jar", "two");

    assertThat(Libraries.hash(List.of(jar))).isNotEqualTo(before);
  }

  @Test
  void theirOrderCounts() throws IOException {
    Path a = file("a.jar", "one");
    Path b = file("b.jar", "two");

    assertThat(Libraries.hash(List.of(a, b))).isNotEqualTo(Libraries.hash(List.of(b, a)));
  }

  @Test
  void theClassesInAFolderCount() throws IOException {
    Files.createDirectories(folder.resolve("org/lib"));
    String before = Libraries.hash(List.of(folder));

    file("org/lib/Client.class", "code");

    assertThat(Libraries.hash(List.of(folder))).isNotEqualTo(before);
  }

  @Test
  void oneThatIsMissingCountsWhenItIsThere() throws IOException {
    Path jar = folder.resolve("later.jar");
    String before = Libraries.hash(List.of(jar));

    file("later.jar", "one");

    assertThat(Libraries.hash(List.of(jar))).isNotEqualTo(before);
  }

  @Test
  void aJarThatAManifestNamesCounts() throws IOException {
    Path paths = folder.resolve("paths.jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "a.jar b.jar");
    try (OutputStream out = Files.newOutputStream(paths);
        var jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
    file("a.jar", "one");
    file("b.jar", "one");
    String before = Libraries.hash(List.of(paths));

    file("b.jar", "two");

    assertThat(Libraries.hash(List.of(paths))).isNotEqualTo(before);
  }
}
