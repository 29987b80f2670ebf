package dev.meanwhile.trace.foreign;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** The tasks of Meanwhile that threads were made for, in a program that uses it. */
final class TaskNames {
  static final String EVENT = "dev.meanwhile.Task";

  private final Map<Long, String> byThread = new HashMap<>();

  void add(RecordedEvent event) {
    if (event.getThread() != null && event.hasField("task")) {
      byThread.put(event.getThread().getId(), String.valueOf(event.getString("task")));
    }
  }

  /** The tasks of these threads, those of one list as one. */
  List<String> of(Collection<Long> threads) {
    return threads.stream()
        .filter(byThread::containsKey)
        .map(byThread::get)
        .map(name -> name.replaceAll("[\\[#]\\d+]?", "[]"))
        .distinct()
        .sorted()
        .toList();
  }
}
