package dev.meanwhile.check.plugin;

import static dev.meanwhile.check.plugin.Build.NAP;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MavenBuildTest {
  @Test
  @Timeout(value = 5, unit = MINUTES)
  void warnsWithFileAndLineAndFailsWhereErrorsAreWanted(@TempDir Path folder)
      throws IOException, InterruptedException {
    String quiet =
        NAP.replace("class Nap", "@SuppressWarnings(\"meanwhile:swallowed-interrupt\") class Doze");
    var build = new MavenBuild(folder).file("shop/Nap.java", NAP).file("shop/Doze.java", quiet);

    var errors = build.compile(" level=error");
    assertThat(errors.exitCode()).isNotZero();
    assertThat(errors.text())
        .containsPattern("\\[ERROR] \\S*Nap\\.java:\\[6,7] \\[swallowed-interrupt]");

    var warnings = build.compile("");
    assertThat(warnings.exitCode()).isZero();
    assertThat(warnings.text())
        .containsPattern("\\[WARNING] \\S*Nap\\.java:\\[6,7] \\[swallowed-interrupt]")
        .contains("then: begin the catch")
        .doesNotContain("Doze.java");
  }
}
