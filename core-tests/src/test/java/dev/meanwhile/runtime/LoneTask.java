package dev.meanwhile.runtime;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A task that is the first of a run of its own and does nothing by itself. */
final class LoneTask extends TaskNode {
  private final Thread thread = Thread.currentThread();
  private final Doorbell bell = Doorbell.of(thread);

  private LoneTask(Settings settings) {
    super(null, settings);
  }

  /** On a clock of its own. */
  static LoneTask on(Timekeeper timekeeper) {
    return new LoneTask(Settings.root(timekeeper, new SplittableRandom(1)));
  }

  /** On real time. */
  static LoneTask onRealTime() {
    return on(SystemTimekeeper.INSTANCE);
  }

  @Override
  long id() {
    return 1;
  }

  @Override
  String path() {
    return "lone";
  }

  @Override
  @Nullable Thread thread() {
    return thread;
  }

  @Override
  Doorbell bell() {
    return bell;
  }

  @Override
  void ring() {
    // Nobody runs here.
  }
}
