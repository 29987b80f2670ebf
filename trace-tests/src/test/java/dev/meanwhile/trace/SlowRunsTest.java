package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowRunsTest {
  @Test
  void theLineSaysWhatDecidedAndWhatWasWaitedFor() {
    var story = new Story("page");
    long user = story.task("user", 1, 0, 200);
    long org = story.task("org", 1, 0, 420);
    story.waits(org, WaitReason.PERMIT, 0, 300, 0);
    story.waits(1, WaitReason.JOIN, 0, 420, org);
    story.waits(user, WaitReason.BACKOFF, 100, 110, 0);

    assertThat(SlowRuns.summary(Timeline.of(story.ends(420))))
        .isEqualTo(
            "page took 420 ms; decided by org waited for a permit 71 %, org ran 29 %;"
                + " waits: waited for its tasks to end 420 ms, waited for a permit 300 ms,"
                + " waited before another attempt 10 ms");
  }

  @Test
  void theyAreLoggedAsSlf4jWhereThatIsThere(@TempDir Path folder) throws Exception {
    ChildJvm.Output output =
        new ChildJvm()
            .add(Tracing.class)
            .add(org.slf4j.Logger.class)
            .add(org.slf4j.jdk.platform.logging.SLF4JSystemLoggerFinder.class)
            .add(ch.qos.logback.classic.Logger.class)
            .add(ch.qos.logback.core.Appender.class)
            .option("-Dmeanwhile.trace=" + folder + ",log-slower-than=1ms")
            .run("slow");

    assertThat(output.out()).contains("INFO dev.meanwhile.slow: page took ");
    assertThat(output.exitCode()).isZero();
  }

  @Test
  void aTimeThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> SlowRuns.over(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a run is never faster than PT0S; allowed: any time above zero");
  }
}
