package dev.meanwhile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Tasks that begin together and fail one after the other, in an order given, interrupted or not.
 */
final class InTurn {
  private final List<Exception> failures;
  private final List<CompletableFuture<Thread>> threads;
  private final List<Integer> order;

  private InTurn(List<Integer> order, List<? extends Exception> failures) {
    this.order = order;
    this.failures = List.copyOf(failures);
    this.threads =
        Stream.<CompletableFuture<Thread>>generate(CompletableFuture::new)
            .limit(failures.size())
            .toList();
  }

  /** One task for each failure; {@code order} says which task fails first, second, and so on. */
  static List<Task<String, Exception>> fail(
      List<Integer> order, List<? extends Exception> failures) {
    var turns = new InTurn(order, failures);
    var tasks = new ArrayList<Task<String, Exception>>();
    for (int i = 0; i < failures.size(); i++) {
      int index = i;
      tasks.add(() -> turns.failAt(index));
    }
    return tasks;
  }

  private String failAt(int index) throws Exception {
    threads.get(index).complete(Thread.currentThread());
    threads.forEach(CompletableFuture::join);
    int turn = order.indexOf(index);
    if (turn > 0) {
      Tasks.ignoringInterrupts(threads.get(order.get(turn - 1)).join());
    }
    throw failures.get(index);
  }
}
