package dev.meanwhile.benchmarks.mutex;

/** Where the contenders are virtual threads. */
abstract class ThreadsInTurn extends OneAtATime {
  /** Calls {@link #countOn} under the lock. */
  protected abstract void countUnderLock() throws InterruptedException;

  @Override
  protected final void race(int many, int each) throws InterruptedException {
    var threads = new Thread[many];
    for (int i = 0; i < many; i++) {
      threads[i] = Thread.startVirtualThread(() -> count(each));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void count(int times) {
    try {
      for (int i = 0; i < times; i++) {
        countUnderLock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
