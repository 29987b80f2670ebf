package dev.meanwhile.benchmarks.all;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The least that brings a result or a failure over from another thread. */
final class HandMadeFuture implements Runnable {
  private final Callable<Integer> call;
  private final Thread thread;
  private int result;
  private @Nullable Exception failure;

  private HandMadeFuture(Callable<Integer> call) {
    this.call = call;
    this.thread = Thread.ofVirtual().unstarted(this);
  }

  static HandMadeFuture start(Callable<Integer> call) {
    var future = new HandMadeFuture(call);
    future.thread.start();
    return future;
  }

  @Override
  public void run() {
    try {
      result = call.call();
    } catch (Exception e) {
      failure = e;
    }
  }

  int get() throws Exception {
    thread.join();
    if (failure != null) {
      throw failure;
    }
    return result;
  }
}
