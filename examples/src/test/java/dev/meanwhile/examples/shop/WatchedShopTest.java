package dev.meanwhile.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.trace.foreign.StackedWaits;
import dev.meanwhile.trace.foreign.WaitReport;
import dev.meanwhile.trace.foreign.WaitStep;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a recording of the shop shows, which runs in a JVM of its own and is not changed for it. */
@ExtendWith(LeakGuard.class)
class WatchedShopTest {
  private static final int REQUESTS = 4;

  @TempDir private Path folder;

  @Test
  void theThreeStackedWaitsOfTheDashboardAreNamedWithFileAndLine() throws Exception {
    WaitReport report = WaitReport.read(recordedDashboards());

    StackedWaits dashboard =
        report.stacks().stream()
            .filter(stack -> stack.method().name().equals("ByHand.dashboard"))
            .findFirst()
            .orElseThrow();
    assertThat(dashboard).isEqualTo(report.stacks().getFirst());
    assertThat(dashboard.calls()).isEqualTo(REQUESTS);
    assertThat(dashboard.steps())
        .extracting(step -> step.line().place())
        .containsExactly(
            placeOf("User user = user(userId);"),
            placeOf("Org org = org(orgId);"),
            placeOf("List<Invoice> recent = recentInvoices(orgId);"));
    assertThat(dashboard.steps())
        .extracting(step -> step.callSite().name())
        .containsExactly("ByHand.user", "ByHand.org", "ByHand.invoicesBy");
    long sum = dashboard.steps().stream().mapToLong(WaitStep::nanos).sum();
    assertThat(dashboard.possibleSavingNanos())
        .isEqualTo(sum - dashboard.longestNanos())
        .isPositive();
  }

  @Test
  void theCheckerPutsTheDashboardFirstWithWhatTheRecordingSaysThatItCouldSave() throws Exception {
    Path recording = recordedDashboards();

    JsonNode findings = checked(recording).get("findings");

    assertThat(findings.at("/0/method").asString()).endsWith(".ByHand.dashboard");
    JsonNode measured = findings.at("/0/measured");
    assertThat(measured.at("/calls").asInt()).isEqualTo(REQUESTS);
    assertThat(measured.at("/savedNanos").asLong())
        .isEqualTo(WaitReport.read(recording).stacks().getFirst().possibleSavingNanos());
    assertThat(findings.size()).isGreaterThan(1);
    assertThat(findings.at("/1").has("measured")).as("an order was not recorded").isFalse();
  }

  private static JsonNode checked(Path recording) throws Exception {
    Process check =
        java(List.of(
                "dev.meanwhile.cli.MeanwhileCommand",
                "check",
                "--format",
                "json",
                "--profile",
                recording.toString(),
                "src/main/java/dev/meanwhile/examples/shop/ByHand.java"))
            .start();
    try (BufferedReader out = check.inputReader()) {
      return JsonMapper.shared().readTree(out);
    } finally {
      check.waitFor();
    }
  }

  private Path recordedDashboards() throws Exception {
    Path file = folder.resolve("shop.jfr");
    Process shop = start(file);
    try (BufferedReader out = shop.inputReader();
        var client = HttpClient.newHttpClient()) {
      URI dashboard = URI.create(out.readLine());
      for (int i = 0; i < REQUESTS; i++) {
        var answer =
            client.send(HttpRequest.newBuilder(dashboard).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    } finally {
      shop.destroy(); // the recording is written as it ends
      shop.waitFor();
    }
    return file;
  }

  private Process start(Path file) throws Exception {
    String recording =
        "filename="
            + file
            + ",settings=none,+jdk.ThreadSleep#enabled=true"
            + ",+jdk.ThreadSleep#threshold=1ms,+jdk.ThreadSleep#stackTrace=true";
    return java(List.of(
            "-Xlog:disable",
            "-XX:StartFlightRecording:" + recording,
            Shop.class.getName(),
            "--port",
            "0"))
        .redirectError(folder.resolve("errors.txt").toFile())
        .start();
  }

  private static ProcessBuilder java(List<String> arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(arguments);
    return new ProcessBuilder(words);
  }

  /** Where the hand-written form has this line. */
  private static String placeOf(String line) throws Exception {
    List<String> lines =
        Files.readAllLines(Path.of("src/main/java/dev/meanwhile/examples/shop/ByHand.java"));
    return "ByHand.java:" + (lines.stream().map(String::strip).toList().indexOf(line) + 1);
  }
}
