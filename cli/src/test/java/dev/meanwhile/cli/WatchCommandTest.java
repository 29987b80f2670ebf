package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCommandTest {
  @TempDir private Path folder;

  @Test
  void aRunningJvmIsRecorded() {
    Result watched = Result.of("watch", "--duration", "200ms", "" + ProcessHandle.current().pid());

    assertThat(watched.err()).startsWith("Recording process ");
    assertThat(watched.exitCode()).isZero();
    assertThat(watched.out()).contains(" waits of ", "A saving is possible, not certain");
  }

  @Test
  void nothingIsLeftRunningInTheJvm() {
    Result.of("watch", "--duration", "1ms", "" + ProcessHandle.current().pid());

    assertThat(FlightRecorder.getFlightRecorder().getRecordings())
        .noneMatch(recording -> recording.getName().startsWith("meanwhile-watch"));
  }

  @Test
  void aRecordingIsRead() throws Exception {
    Result watched = Result.of("watch", recording().toString());

    assertThat(watched.exitCode()).isZero();
    assertThat(watched.err()).isEmpty();
    assertThat(watched.out()).startsWith("0 waits of 0 requests");
  }

  @Test
  void aRecordingCannotBeFollowed() throws Exception {
    Result watched = Result.of("watch", "--follow", recording().toString());

    assertThat(watched.exitCode()).isEqualTo(2);
    assertThat(watched.err()).contains("--follow needs a running JVM, not the recording");
  }

  @Test
  void theReportComesAsJsonToo() throws Exception {
    Result watched = Result.of("watch", "--json", recording().toString());

    assertThat(watched.exitCode()).isZero();
    assertThat(watched.out()).startsWith("{").contains("\"stacks\" : [ ]", "\"limits\" : [");
  }

  private Path recording() throws Exception {
    Path file = folder.resolve("empty.jfr");
    try (var recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  @Test
  void aProcessThatIsNotThereIsSaidSo() throws Exception {
    Process ended =
        new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "--help")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    ended.waitFor();

    Result watched = Result.of("watch", "" + ended.pid());

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err()).contains("there is no such process");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsNoJvmIsLeftAlone() throws Exception {
    Process other = new ProcessBuilder("cat").start();

    Result watched = Result.of("watch", "" + other.pid());

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err()).contains("is not a JVM");
    other.getOutputStream().close();
    assertThat(other.waitFor()).isZero();
  }

  @Test
  void aFileThatIsNoRecordingIsSaidSo() throws Exception {
    Path other = Files.writeString(folder.resolve("other.txt"), "hello\n");

    Result watched = Result.of("watch", other.toString());

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err().lines()).hasSize(1);
    assertThat(watched.err()).contains("other.txt: not a recording");
  }

  @Test
  void aFileThatIsNotThereIsSaidSo() {
    Result watched = Result.of("watch", folder.resolve("none.jfr").toString());

    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err()).contains("none.jfr: there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--duration=0s", "--duration=10", "--duration=-1s", "--top=0"})
  void aWrongOptionIsAnErrorOfUse(String option) {
    Result watched = Result.of("watch", option, "1");

    assertThat(watched.exitCode()).isEqualTo(2);
    assertThat(watched.err()).contains(option.split("=")[0], "allowed: ");
  }

  @Test
  void theTargetMustBeGiven() {
    assertThat(Result.of("watch").exitCode()).isEqualTo(2);
    assertThat(Result.of("watch", "--help").out()).contains("PID|JFR-FILE", "--duration", "--json");
  }
}
