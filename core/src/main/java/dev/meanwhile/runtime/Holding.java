package dev.meanwhile.runtime;

import dev.meanwhile.runtime.PermitQueue.HolderView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds permits of a queue, at one moment. The lease may be another's by the time it is told.
 */
record Holding(@Nullable TaskNode task, @Nullable Thread thread, int permits, Duration age) {
  <H> H as(HolderView<H> view) {
    String path = task == null ? "" : task.path();
    String name = path.isEmpty() && thread != null ? thread.getName() : path;
    return view.of(
        name,
        permits,
        age,
        thread == null ? List.of() : List.of(Site.withoutOurs(thread.getStackTrace())));
  }
}
