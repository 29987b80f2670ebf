package dev.meanwhile.check.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation has people write in their Maven and Gradle builds. */
class DocumentedArgumentsTest {
  private static final Pattern SNIPPET = Pattern.compile("[>\"]-Xplugin:Meanwhile ([^<\"]+)");

  @TempDir private Path folder;

  @Test
  void areOnesThatThePluginTakes() throws IOException {
    String docs = Files.readString(MavenBuild.checkout().resolve("docs/check.md"));
    List<String> documented =
        SNIPPET.matcher(docs).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(documented).hasSize(2);
    for (String arguments : documented) {
      var output = new Build(folder).file("A.java", "class A {}").run(arguments);
      assertThat(output.messages()).isEmpty();
    }
  }
}
