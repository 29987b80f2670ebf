package dev.meanwhile.trace.export;

import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Story;
import java.io.IOException;
import java.io.StringWriter;

/** Runs to export. */
final class Samples {
  private Samples() {}

  /** A run with a little of everything. */
  static RunTrace everything() {
    var story = new Story("page");
    long user = story.task("user", 1, 2, 80);
    long team = story.task("team", 1, 2, 200);
    long queued = story.task("queued", 1, 2, 80, 120, Ending.OK);
    long bad = story.task("bad", 1, 2, 60, Ending.FAILED);
    long late = story.task("late", 1, 2, 90, Ending.CANCELLED);
    story
        .waits(team, WaitReason.RESULT, 5, 80, user)
        .waits(team, WaitReason.SLEEP, 100, 110.5, 0)
        .waits(1, WaitReason.JOIN, 3, 200, team)
        .cancels(late, 60, CancelReason.SIBLING_FAILED, bad)
        .limit(queued, 2, 1, 1, 1)
        .limit(user, 80, 1, 1, 0)
        .limit(queued, 120, 1, 0, 0);
    return story.ends(210);
  }

  static RunTrace named(String name) {
    var story = new Story(name);
    long task = story.task(name, 1, 0, 100);
    return story.waits(1, WaitReason.JOIN, 0, 100, task).ends(100);
  }

  static String text(TraceExport export, RunTrace trace) throws IOException {
    var out = new StringWriter();
    export.write(trace, out);
    return out.toString();
  }
}
