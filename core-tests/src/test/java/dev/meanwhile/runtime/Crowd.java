package dev.meanwhile.runtime;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Several platform threads that do the same thing at the same moment, again and again. */
final class Crowd {
  private Crowd() {}

  /** What each of them does in a round. */
  interface Act<S> {
    void act(S subject, int number) throws Exception;
  }

  /**
   * Makes a new subject for each round, lets everybody act on it at once, and checks it when all
   * have acted. Throws what the first failing act or check threw.
   */
  static <S> void rounds(int size, int rounds, Supplier<S> setUp, Act<S> act, Consumer<S> check)
      throws InterruptedException {
    var scene = new Scene<>(size, rounds, setUp, act, check);
    var threads =
        IntStream.range(0, size)
            .mapToObj(number -> Thread.ofPlatform().start(() -> scene.play(number)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    Throwable failure = scene.failure.get();
    if (failure != null) {
      throw new AssertionError(failure.getMessage(), failure);
    }
  }

  private static final class Scene<S> {
    private final int rounds;
    private final Act<S> act;
    private final CyclicBarrier before;
    private final CyclicBarrier after;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable S subject;

    private Scene(int size, int rounds, Supplier<S> setUp, Act<S> act, Consumer<S> check) {
      this.rounds = rounds;
      this.act = act;
      this.before = new CyclicBarrier(size, () -> subject = setUp.get());
      this.after = new CyclicBarrier(size, () -> guarded(() -> check.accept(subject)));
    }

    private void play(int number) {
      try {
        for (int round = 0; round < rounds && failure.get() == null; round++) {
          before.await();
          guarded(() -> act.act(subject, number));
          after.await();
        }
      } catch (InterruptedException | BrokenBarrierException e) {
        failure.compareAndSet(null, e);
      }
    }

    private void guarded(Step step) {
      try {
        step.run();
      } catch (Throwable thrown) {
        failure.compareAndSet(null, thrown);
      }
    }
  }

  private interface Step {
    void run() throws Exception;
  }
}
