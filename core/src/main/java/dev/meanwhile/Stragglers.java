package dev.meanwhile;

import dev.meanwhile.runtime.StragglerList;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of this process that were told to stop, did not within the grace, and still run. A
 * healthy process has none; alert on it.
 *
 * {@snippet file="LeftBehind.java" region="grace"}
 */
public final class Stragglers {
  private Stragglers() {}

  /** All of them at this moment, in no order. */
  public static List<Straggler> current() {
    return StragglerList.entries().stream()
        .map(entry ->
            new Straggler(entry.path(), entry.owner(), entry.age(), stackOf(entry.thread())))
        .toList();
  }

  private static List<StackTraceElement> stackOf(@Nullable Thread thread) {
    return thread == null ? List.of() : List.of(thread.getStackTrace());
  }

  /**
   * A task that ignores its cancellation.
   *
   * @param task its path
   * @param owner the scope that started it
   * @param age the time since it was told to stop
   * @param stack where it is now, the innermost frame first
   */
  public record Straggler(String task, String owner, Duration age, List<StackTraceElement> stack) {}
}
