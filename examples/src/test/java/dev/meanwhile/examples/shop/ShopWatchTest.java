package dev.meanwhile.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.meanwhile.testing.LeakGuard;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the watching of the shop prints; never how long something took. */
@ExtendWith(LeakGuard.class)
class ShopWatchTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  @DisabledOnOs(OS.WINDOWS) // there, ending a process gives it no time to report
  void thePredictionStandsBesideWhatIsMeasured() throws Exception {
    List<String> words = List.of("--calls", "5", "--distance", "3");

    ShopWatch.run(
        Arguments.parse(words, ShopWatch.defaults()),
        new PrintStream(bytes, true, StandardCharsets.UTF_8));

    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(9);
    assertThat(lines.getFirst()).startsWith("ByHand.dashboard waits");
    assertThat(lines.subList(1, 4))
        .allMatch(line -> line.matches("  ByHand.java:\\d+ → ByHand.java:\\d+ sleep +\\S+ ms"));
    assertThat(lines.subList(4, 9))
        .extracting(line -> line.strip().split(" {2,}")[0])
        .containsExactly(
            "predicted saving",
            "measured saving",
            "an answer by hand",
            "an answer with Meanwhile",
            "prediction off by");
  }

  @Test
  void theSavingIsThatOfOneCall() {
    String site =
        "{\"type\": \"ByHand\", \"method\": \"dashboard\", \"place\": \"ByHand.java:42\"}";
    String json =
        """
        {"stacks": [
          {"method": "ByHand.search", "calls": 1, "possibleSavingNanos": 1, "steps": []},
          {"method": "ByHand.dashboard", "calls": 4, "possibleSavingNanos": 168000000, "steps": [
            {"line": %1$s, "callSite": %1$s, "kind": "sleep", "waits": 4, "nanos": 84000000}]}]}
        """
            .formatted(site);

    var prediction = Prediction.of(json);

    assertThat(prediction.savingMillis()).isCloseTo(42, within(1e-9));
    assertThat(prediction.lines())
        .containsExactly(new Prediction.Line("ByHand.java:42", "ByHand.java:42", "sleep", 21));
  }

  @Test
  void aReportWithoutTheDashboardIsNoPrediction() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Prediction.of("{\"stacks\": []}"))
        .withMessageContaining("ByHand.dashboard");
  }
}
