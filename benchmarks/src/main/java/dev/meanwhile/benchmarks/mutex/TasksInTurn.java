package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.Meanwhile;
import java.util.stream.IntStream;

/** Where the contenders are tasks of one map. */
abstract class TasksInTurn extends OneAtATime {
  /** Calls {@link #countOn} under the lock. */
  protected abstract void countUnderLock() throws InterruptedException;

  @Override
  protected final void race(int many, int each) throws InterruptedException {
    Meanwhile.map(
        IntStream.range(0, many).boxed(),
        Meanwhile.atMost(many),
        _ -> {
          for (int i = 0; i < each; i++) {
            countUnderLock();
          }
          return null;
        });
  }
}
