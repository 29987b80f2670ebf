package dev.meanwhile.otel;

import dev.meanwhile.observe.TaskEvent;

/** Which task of which run. */
record TaskKey(long run, long task) {
  static TaskKey of(TaskEvent event, long task) {
    return new TaskKey(event.run(), task);
  }
}
