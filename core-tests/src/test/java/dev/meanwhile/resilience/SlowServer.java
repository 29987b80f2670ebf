package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.repeatable;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Task;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers requests one after the other, each as it was told to, and knows when they came. */
final class SlowServer {
  private final Deque<Task<String, Exception>> answers = new ArrayDeque<>();
  private final List<Long> startedAt = new ArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final VirtualTime time;

  SlowServer(VirtualTime time) {
    this.time = time;
  }

  SlowServer answers(int millis, String answer) {
    answers.add(() -> {
      sleep(ofMillis(millis));
      return answer;
    });
    return this;
  }

  SlowServer fails(int millis, Throwable failure) {
    answers.add(() -> {
      sleep(ofMillis(millis));
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    });
    return this;
  }

  Repeatable<String, Exception> task() {
    return repeatable(() -> {
      running.incrementAndGet();
      try {
        return next().run();
      } finally {
        running.decrementAndGet();
      }
    });
  }

  private synchronized Task<String, Exception> next() {
    startedAt.add(time.elapsed().toMillis());
    return answers.remove();
  }

  /** When requests came, in milliseconds. */
  synchronized List<Long> startedAt() {
    return List.copyOf(startedAt);
  }

  /** How many requests are still being answered. */
  int running() {
    return running.get();
  }
}
