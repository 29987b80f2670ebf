package dev.meanwhile.cli;

import dev.meanwhile.trace.foreign.CallSite;
import dev.meanwhile.trace.foreign.PinnedWait;
import dev.meanwhile.trace.foreign.RepeatedWait;
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
      int forgottenWaits,
      List<Stack> stacks,
      List<Loop> loops,
      List<Pinned> pinned,
      List<String> limits) {}

  private record Stack(
      String method,
      int calls,
      long nanos,
      long longestNanos,
      long possibleSavingNanos,
      List<String> tasks,
      List<Step> steps) {}

  private record Step(Site line, Site callSite, String kind, int waits, long nanos) {}

  private record Loop(
      String method,
      String kind,
      int calls,
      int waits,
      long nanos,
      long longestNanos,
      long possibleSavingNanos,
      List<String> tasks,
      List<Site> path) {}

  private record Pinned(Site callSite, String reason, int times, long nanos, long longestNanos) {}

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
                report.forgottenWaits(),
                report.stacks().stream().map(WatchJson::stack).toList(),
                report.loops().stream().map(WatchJson::loop).toList(),
                report.pinned().stream().map(WatchJson::pinned).toList(),
                WaitReport.LIMITS));
  }

  private static Stack stack(StackedWaits stack) {
    return new Stack(
        stack.method().name(),
        stack.calls(),
        stack.nanos(),
        stack.longestNanos(),
        stack.possibleSavingNanos(),
        stack.tasks(),
        stack.steps().stream().map(WatchJson::step).toList());
  }

  private static Loop loop(RepeatedWait loop) {
    return new Loop(
        loop.method().name(),
        loop.kind(),
        loop.calls(),
        loop.waits(),
        loop.nanos(),
        loop.longestNanos(),
        loop.possibleSavingNanos(),
        loop.tasks(),
        loop.path().stream().map(Site::of).toList());
  }

  private static Pinned pinned(PinnedWait pinned) {
    return new Pinned(
        Site.of(pinned.callSite()),
        pinned.reason(),
        pinned.times(),
        pinned.nanos(),
        pinned.longestNanos());
  }

  private static Step step(WaitStep step) {
    return new Step(
        Site.of(step.line()), Site.of(step.callSite()), step.kind(), step.waits(), step.nanos());
  }
}
