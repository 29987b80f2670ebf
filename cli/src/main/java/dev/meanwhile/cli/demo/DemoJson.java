package dev.meanwhile.cli.demo;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Tells the runs to programs. */
final class DemoJson {
  private record Document(List<Entry> runs) {}

  private record Entry(
      String name,
      String variant,
      double wallMs,
      double idealMs,
      long ok,
      long failed,
      long cancelled,
      int peakInFlight,
      int requests,
      int aborted) {}

  private DemoJson() {}

  /** One JSON document. */
  static String of(List<DemoRun> runs) {
    return new JsonMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(new Document(runs.stream().map(DemoJson::entry).toList()));
  }

  private static Entry entry(DemoRun run) {
    return new Entry(
        run.shape().name(),
        run.variant().name(),
        millis(run.wall()),
        millis(run.variant().ideal()),
        run.ok(),
        run.failed(),
        run.cancelled(),
        run.traffic().peakInFlight(),
        run.traffic().requests(),
        run.traffic().aborted());
  }

  /** With one digit behind the point. */
  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e5) / 10.0;
  }
}
