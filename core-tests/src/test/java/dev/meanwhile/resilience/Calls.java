package dev.meanwhile.resilience;

import dev.meanwhile.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** A task that ends each time as it was told to, and counts. */
final class Calls implements Task<String, Exception> {
  private final Deque<Object> ends;
  private final List<Duration> at = new ArrayList<>();
  private final Supplier<Duration> clock;

  private Calls(Supplier<Duration> clock, Deque<Object> ends) {
    this.clock = clock;
    this.ends = ends;
  }

  /** Each end is what to return or to throw; the last one is for ever. */
  static Calls ending(Supplier<Duration> clock, Object... ends) {
    return new Calls(clock, new ArrayDeque<>(List.of(ends)));
  }

  @Override
  public synchronized String run() throws Exception {
    at.add(clock.get());
    Object end = ends.size() > 1 ? ends.remove() : ends.element();
    if (end instanceof Exception failure) {
      throw failure;
    }
    if (end instanceof Error error) {
      throw error;
    }
    return end.toString();
  }

  int count() {
    return at.size();
  }

  /** When each call was made, in milliseconds. */
  List<Long> atMillis() {
    return at.stream().map(Duration::toMillis).toList();
  }
}
