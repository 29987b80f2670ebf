package dev.meanwhile.check;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs tasks on several threads. What they have to say is said on the caller's thread, one after
 * the other and in the order of the tasks, each as early as that allows: what is heard does not
 * depend on how many threads there are.
 */
final class Turns {
  /** Code under check may be nested deeply, and the compiler is recursive. */
  private static final long STACK_BYTES = 16L << 20;

  private static final int NOW = -1;

  /** One of the tasks. */
  @FunctionalInterface
  interface Task {
    void run(Turn turn) throws IOException;
  }

  private record Saying(int task, Action action) {}

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private final BlockingQueue<Saying> sayings = new LinkedBlockingQueue<>();
  private final List<List<Action>> early = new ArrayList<>();
  private int current;

  private Turns() {}

  /** What a task says things with. */
  final class Turn {
    private final int task;

    private Turn(int task) {
      this.task = task;
    }

    /** Runs an action on the caller's thread when it is the task's turn. */
    void say(Runnable action) {
      sayings.add(new Saying(task, action::run));
    }

    /** Runs an action on the caller's thread soon, whose turn it may be. */
    void sayNow(Runnable action) {
      sayings.add(new Saying(NOW, action::run));
    }

    private void run(Task work) {
      try {
        work.run(this);
        sayings.add(new Saying(task, Turns.this::next));
      } catch (IOException | RuntimeException | Error failure) {
        sayings.add(new Saying(task, () -> rethrow(failure)));
      }
    }
  }

  /**
   * Runs tasks, and returns when all of them have ended.
   *
   * @param threads how many run at once
   * @throws IOException what the first task that has failed has thrown; then the others are
   *     interrupted
   * @throws InterruptedIOException if the calling thread is interrupted
   */
  static void run(List<Task> tasks, int threads) throws IOException {
    var factory = Thread.ofPlatform().daemon().name("check-", 0).stackSize(STACK_BYTES).factory();
    try (var executor = Executors.newFixedThreadPool(threads, factory)) {
      try {
        new Turns().run(tasks, executor);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      } finally {
        executor.shutdownNow();
      }
    }
  }

  private void run(List<Task> tasks, ExecutorService executor)
      throws IOException, InterruptedException {
    for (Task task : tasks) {
      var turn = new Turn(early.size());
      early.add(new ArrayList<>());
      executor.execute(() -> turn.run(task));
    }
    while (current < tasks.size()) {
      hear(sayings.take());
    }
  }

  private void hear(Saying saying) throws IOException {
    if (saying.task() == NOW || saying.task() == current) {
      saying.action().run();
    } else {
      early.get(saying.task()).add(saying.action());
    }
  }

  /** The next task's turn: it may have said much already, and even have ended. */
  private void next() throws IOException {
    current++;
    if (current < early.size()) {
      for (Action action : early.set(current, List.of())) {
        action.run();
      }
    }
  }

  private static void rethrow(Throwable failure) throws IOException {
    switch (failure) {
      case IOException io -> throw io;
      case Error error -> throw error;
      default -> throw (RuntimeException) failure;
    }
  }
}
