package dev.meanwhile.benchmarks.all;

import java.util.concurrent.Callable;

/** For what takes no checked exceptions. */
final class Unchecked {
  private Unchecked() {}

  static int call(Callable<Integer> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
