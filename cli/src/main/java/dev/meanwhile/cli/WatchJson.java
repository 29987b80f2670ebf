package dev.meanwhile.cli;

import dev.meanwhile.trace.foreign.CallSite;
import dev.meanwhile.trace.foreign.StackedWaits;
import dev.meanwhile.trace.foreign.WaitReport;
import dev.meanwhile.trace.foreign.WaitStep;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Tells to programs what was watched. Times are sums over all calls, in nanoseconds. */
final class WatchJson {
  private record Document(
      int requests,
      int waits,
      int waitsForOthers,
      int truncatedStacks,
      List<Stack> stacks,
      List<String> limits) {}

  private record Stack(
      String method,
      int calls,
      long nanos,
      long longestNanos,
      long possibleSavingNanos,
      List<Step> steps) {}

  private record Step(Site line, Site callSite, String kind, int waits, long nanos) {}

  private record Site(String type, String method, String place) {
    static Site of(CallSite site) {
      return new Site(site.type(), site.method(), site.place());
    }
  }

  private WatchJson() {}

  /** One JSON document. */
  static String of(WaitReport report) {
    return new JsonMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            new Document(
                report.requests(),
                report.waits(),
                report.waitsForOthers(),
                report.truncatedStacks(),
                report.stacks().stream().map(WatchJson::stack).toList(),
                WaitReport.LIMITS));
  }

  private static Stack stack(StackedWaits stack) {
    return new Stack(
        stack.method().name(),
        stack.calls(),
        stack.nanos(),
        stack.longestNanos(),
        stack.possibleSavingNanos(),
        stack.steps().stream().map(WatchJson::step).toList());
  }

  private static Step step(WaitStep step) {
    return new Step(
        Site.of(step.line()), Site.of(step.callSite()), step.kind(), step.waits(), step.nanos());
  }
}
