package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Three calls that do not need each other, and the sum of what they return. They do nothing, or
 * wait as a dashboard does for its backends.
 */
public abstract class ThreeCalls extends Trial {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private boolean callsFromVirtualThread;
  private int rounds;
  private Callable<Integer> a = () -> 1;
  private Callable<Integer> b = () -> 2;
  private Callable<Integer> c = () -> 3;

  /** Runs all three and returns their sum. */
  protected abstract int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception;

  @Override
  protected final void open(Variant variant) {
    callsFromVirtualThread = variant.is("caller", "virtual");
    rounds = variant.number("calls");
    if (variant.is("tasks", "200ms,180ms,220ms")) {
      a = slow(200, a);
      b = slow(180, b);
      c = slow(220, c);
    }
  }

  private static Callable<Integer> slow(int millis, Callable<Integer> call) {
    return () -> {
      Thread.sleep(Duration.ofMillis(millis));
      return call.call();
    };
  }

  @Override
  public final Object run() throws Exception {
    return callsFromVirtualThread ? callers.submit(this::sumOfRounds).get() : sumOfRounds();
  }

  private Integer sumOfRounds() throws Exception {
    int sum = 0;
    for (int i = 0; i < rounds; i++) {
      sum += sum(a, b, c);
    }
    return sum;
  }

  @Override
  protected final Object expected() {
    return 6 * rounds;
  }

  @Override
  public void close() {
    callers.close();
  }
}
