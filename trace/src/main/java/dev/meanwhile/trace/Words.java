package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.Segment.Kind;
import org.jspecify.annotations.Nullable;

/** Says what a task did. */
final class Words {
  private Words() {}

  static String of(Kind kind, @Nullable WaitReason reason) {
    return switch (kind) {
      case QUEUED -> "queued for a permit";
      case RUNNING -> "ran";
      case WAITING -> "waited " + of(reason);
    };
  }

  private static String of(@Nullable WaitReason reason) {
    return switch (reason) {
      case JOIN -> "for its tasks to end";
      case RESULT -> "for a result";
      case HANDOVER -> "for a hand-over";
      case DELAY -> "for the delay of a hedge";
      case TURN -> "for its turn at the source";
      case SLEEP -> "for a time to pass";
      case BACKOFF -> "before another attempt";
      case RATE -> "for a rate limit";
      case PERMIT -> "for a permit";
      case MUTEX -> "for a mutex";
      case CALLBACK -> "for a callback";
      case BATCH -> "for a batch";
      case null -> "for what is not known";
    };
  }
}
