package dev.meanwhile.examples.shop;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code meanwhile watch --json} says about the dashboard written by hand.
 *
 * @param savingMillis what one call could save
 * @param lines what it waits for, in order
 */
record Prediction(double savingMillis, List<Line> lines) {
  static final String METHOD = "ByHand.dashboard";

  /**
   * One of the waits.
   *
   * @param place the line of the dashboard
   * @param callSite where the program's own code ends
   * @param millis how long a call waits there
   */
  record Line(String place, String callSite, String kind, double millis) {}

  static Prediction of(String json) {
    JsonNode report = JsonMapper.shared().readTree(json);
    JsonNode dashboard =
        elements(report.path("stacks")).stream()
            .filter(stack -> stack.path("method").asString().equals(METHOD))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(METHOD + " is not in the report"));
    double calls = dashboard.path("calls").asInt() * 1e6;
    List<Line> lines =
        elements(dashboard.path("steps")).stream()
            .map(step ->
                new Line(
                    step.path("line").path("place").asString(),
                    step.path("callSite").path("place").asString(),
                    step.path("kind").asString(),
                    step.path("nanos").asLong() / calls))
            .toList();
    return new Prediction(dashboard.path("possibleSavingNanos").asLong() / calls, lines);
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
