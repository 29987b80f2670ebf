package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.TraceFile;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The findings in {@link MeasuredPages}, with what was measured while these tests ran it. */
class CheckProfileTest {
  private static final String SOURCE =
      Path.of("src/test/java/dev/meanwhile/cli/MeasuredPages.java").toString();

  private static final String CATALOGUE =
      """
      waits:
        - {types: dev.meanwhile.cli.MeasuredPages.Reads, kind: rpc, reads: [find]}
        - {types: dev.meanwhile.Later, kind: rpc, reads: [get]}
      """;

  /** Each read takes longer than the shortest wait that is recorded. */
  private static final MeasuredPages PAGES = new MeasuredPages(CheckProfileTest::found);

  @TempDir private Path folder;

  private static String found(int id) {
    WatchedProgram.query();
    return "found " + id;
  }

  private Path recording() throws Exception {
    Path file = folder.resolve("pages.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.ThreadSleep").withStackTrace().withThreshold(Duration.ofMillis(1));
      recording.start();
      Thread.ofVirtual().start(() -> PAGES.page()).join();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  private Path trace() throws Exception {
    var recorder = new Recorder();
    recorder.watch("page", () -> PAGES.tracedPage());
    Path file = folder.resolve("pages.jsonl");
    TraceFile.write(file, recorder.runs().getFirst());
    return file;
  }

  private Result check(String... options) throws IOException {
    Path catalogue = Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
    var arguments = new ArrayList<>(List.of("check", SOURCE, "--only", "independent-waits"));
    arguments.addAll(List.of("--config", catalogue.toString(), "--classpath", verbs()));
    arguments.addAll(List.of(options));
    return Result.of(arguments.toArray(String[]::new));
  }

  private static String verbs() {
    URL place = Meanwhile.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(place.toString())).toString();
  }

  private List<JsonNode> findings(Path profile) throws IOException {
    Result checked = check("--format", "json", "--profile", profile.toString());
    assertThat(checked.err()).isEmpty();
    return JsonMapper.shared().readTree(checked.out()).get("findings").valueStream().toList();
  }

  private static JsonNode of(String method, List<JsonNode> findings) {
    return findings.stream()
        .filter(finding -> finding.get("method").asString().endsWith("." + method))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRecordingSaysWhatAFindingCost() throws Exception {
    List<JsonNode> findings = findings(recording());

    assertThat(findings.getFirst()).isEqualTo(of("page", findings));
    JsonNode page = findings.getFirst().get("measured");
    assertThat(page.get("calls").asInt()).isEqualTo(1);
    assertThat(page.get("waits").asInt()).isEqualTo(2);
    long user = page.at("/medianNanosOfMarks/0").asLong();
    long cart = page.at("/medianNanosOfMarks/1").asLong();
    assertThat(page.get("nanos").asLong()).isEqualTo(user + cart);
    assertThat(page.get("savedNanos").asLong()).isEqualTo(Math.min(user, cart)).isPositive();
    assertThat(of("tracedPage", findings).has("measured")).isFalse();
  }

  @Test
  void aTraceSaysWhatAFindingCost() throws Exception {
    List<JsonNode> findings = findings(trace());

    assertThat(findings.getFirst()).isEqualTo(of("tracedPage", findings));
    JsonNode page = findings.getFirst().get("measured");
    assertThat(page.get("calls").asInt()).isEqualTo(1);
    assertThat(page.get("savedNanos").asLong()).isPositive();
    assertThat(of("page", findings).has("measured")).isFalse();
  }

  @Test
  void severalFilesAreAddedUpAndTheTextSaysIt() throws Exception {
    Result checked = check("--profile", "" + recording(), "--profile", "" + trace());

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out())
        .contains("2 of them waited in what was measured")
        .containsPattern("saves: \\d[\\d.]* ms of \\d[\\d.]* ms in 1 call");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}\n", "FLR\0 and no more"})
  void whatIsNeitherATraceNorARecordingIsAnErrorOfUse(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("other.txt"), content);

    Result checked = check("--profile", file.toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).startsWith("meanwhile check: ").contains("other.txt");
    assertThat(checked.out()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsAnErrorOfUse() throws IOException {
    Result checked = check("--profile", folder.resolve("none").toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).contains("none: there is no such file");
    Result empty = check("--profile", folder.toString());
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("there are no traces in this folder");
  }
}
