package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;

/** Does the same on several threads, again and again, and lets them begin each round at once. */
final class Together {
  /** What one of the threads does in a round. */
  interface Part {
    void run(int round, int thread) throws Exception;
  }

  private Together() {}

  static void run(int threads, int rounds, Part part) throws Exception {
    var begin = new CyclicBarrier(threads);
    var failures = new ArrayList<Throwable>();
    var running = new ArrayList<Thread>();
    for (int thread = 0; thread < threads; thread++) {
      int own = thread;
      running.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int round = 0; round < rounds; round++) {
                    begin.await();
                    part.run(round, own);
                  }
                } catch (Throwable failure) {
                  synchronized (failures) {
                    failures.add(failure);
                  }
                }
              }));
    }
    for (Thread thread : running) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.getFirst());
    }
  }
}
