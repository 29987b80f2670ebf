package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeakedExecutorTest {
  private final RuleTester rule = new RuleTester(new LeakedExecutor());

  @Nested
  class Speaks {
    @Test
    void ofExecutorsMadeForOneCall() {
      rule.judges(
          """
          import java.util.concurrent.*;

          class Sums {
            int local(Callable<Integer> one) throws Exception {
              ExecutorService executor = Executors.newFixedThreadPool(4); // finds: leaked-executor
              return executor.submit(one).get();
            }

            void thrownAway(Runnable task) {
              Executors.newSingleThreadExecutor().execute(task); // finds: leaked-executor
            }

            int used(CompletionService<Integer> other) throws Exception {
              var executor = new ThreadPoolExecutor(1, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()); // finds: leaked-executor
              return CompletableFuture.supplyAsync(() -> 1, executor).get();
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifItIsEndedOrHandedOn() {
      rule.judges(
          """
          import java.util.concurrent.*;

          class Sums implements AutoCloseable {
            private final ExecutorService kept = Executors.newCachedThreadPool();
            private ExecutorService later;

            int closed(Callable<Integer> one) throws Exception {
              try (var executor = Executors.newFixedThreadPool(4)) {
                return executor.submit(one).get();
              }
            }

            int ended(Callable<Integer> one) throws Exception {
              ExecutorService executor = Executors.newFixedThreadPool(4);
              try {
                return executor.submit(one).get();
              } finally {
                executor.shutdown();
              }
            }

            ExecutorService returned() {
              ExecutorService executor = Executors.newFixedThreadPool(4);
              executor.submit(() -> 1);
              return executor;
            }

            void stored() {
              ExecutorService executor = Executors.newFixedThreadPool(4);
              later = executor;
            }

            void handedOn() {
              ExecutorService executor = Executors.newFixedThreadPool(4);
              Runtime.getRuntime().addShutdownHook(new Thread(executor::shutdown));
              executor.submit(() -> 1);
            }

            void forAsLongAsTheProcess() {
              var timer = Executors.newSingleThreadScheduledExecutor();
              timer.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);
            }

            int virtual(Callable<Integer> one) throws Exception {
              ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
              return executor.submit(one).get();
            }

            @Override
            public void close() {
              kept.shutdown();
            }
          }
          """);
    }
  }
}
