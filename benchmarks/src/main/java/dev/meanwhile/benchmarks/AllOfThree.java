package dev.meanwhile.benchmarks;

import dev.meanwhile.Meanwhile;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Three tasks that do nothing, called on a virtual thread: what starting and joining costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AllOfThree {
  private static final int CALLS = 1_000;

  private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();

  /** With Meanwhile. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long meanwhile() throws Exception {
    return onVirtualThread(() -> Meanwhile.all(() -> 1, () -> 2, () -> 3, (a, b, c) -> a + b + c));
  }

  /** Three threads by hand, without an error path. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long threadsByHand() throws Exception {
    return onVirtualThread(() -> {
      int[] results = new int[3];
      var threads = new Thread[3];
      for (int i = 0; i < 3; i++) {
        int at = i;
        threads[i] = Thread.startVirtualThread(() -> results[at] = at + 1);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      return results[0] + results[1] + results[2];
    });
  }

  /** The executor's own fan-out. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long invokeAll() throws Exception {
    List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2, () -> 3);
    return onVirtualThread(() -> {
      int sum = 0;
      for (var future : virtualThreads.invokeAll(tasks)) {
        sum += future.get();
      }
      return sum;
    });
  }

  /** Futures on virtual threads. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long completableFuture() throws Exception {
    return onVirtualThread(() -> {
      var a = CompletableFuture.supplyAsync(() -> 1, virtualThreads);
      var b = CompletableFuture.supplyAsync(() -> 2, virtualThreads);
      var c = CompletableFuture.supplyAsync(() -> 3, virtualThreads);
      return a.join() + b.join() + c.join();
    });
  }

  private long onVirtualThread(Callable<Integer> call) throws Exception {
    return virtualThreads
        .submit(() -> {
          long sum = 0;
          for (int i = 0; i < CALLS; i++) {
            sum += call.call();
          }
          return sum;
        })
        .get();
  }
}
