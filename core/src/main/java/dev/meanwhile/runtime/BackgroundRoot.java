package dev.meanwhile.runtime;

import java.util.List;
import java.util.stream.Stream;

/**
 * The first task of a background's run. It has neither code nor thread: it is parked from the
 * beginning, and never woken.
 */
final class BackgroundRoot extends Root {
  BackgroundRoot(String name, Settings settings) {
    super(name, true, null, settings);
  }

  /**
   * Only its own run cancels it, when its tasks can never go on. They are told so; the background
   * itself goes on.
   *
   * <p>Tasks come from any thread, at any moment: those that had started before the run is looked
   * at once more are stuck, if it is. Those that wait for a permit get it when these have ended.
   */
  @Override
  public void cancel(Cancel stalled) {
    if (open() instanceof TaskGroup group) {
      List<Member> started =
          Stream.concat(group.members().stream(), run().batches().stream())
              .filter(BackgroundRoot::isUntold)
              .toList();
      if (!started.isEmpty() && run().isStuck()) {
        run().rise(); // no time passes while they are told
        started.forEach(member -> member.tell(stalled));
        run().rest();
      }
    }
  }

  private static boolean isUntold(Member member) {
    return member.thread() != null && member.cancelled() == null;
  }
}
