package dev.meanwhile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A handler that keeps what it is told, in order. */
final class Told implements FailureHandler {
  /** One call of the handler. */
  record Entry(String task, Throwable failure, Thread thread) {}

  private final List<Entry> entries = new ArrayList<>();

  @Override
  public synchronized void failed(String task, Throwable failure) {
    entries.add(new Entry(task, failure, Thread.currentThread()));
  }

  synchronized List<Entry> all() {
    return List.copyOf(entries);
  }

  /** The names of the tasks, in order. */
  List<String> tasks() {
    return all().stream().map(Entry::task).toList();
  }

  /** The only one. */
  Entry only() {
    if (all().size() != 1) {
      throw new AssertionError("not told of one failure, but of " + all());
    }
    return all().getFirst();
  }

  @Override
  public String toString() {
    return all().stream().map(Entry::toString).collect(Collectors.joining("\n"));
  }
}
