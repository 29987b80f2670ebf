package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedFutureTest {
  @TempDir private Path folder;
  private RuleTester rule;

  @BeforeEach
  void open() {
    rule = new RuleTester(new DroppedFuture(), folder);
  }

  private void judges(String members) {
    rule.judges(sample(members));
  }

  private static String sample(String members) {
    return """
    import java.nio.file.*;
    import java.util.*;
    import java.util.concurrent.*;
    import java.util.concurrent.atomic.*;
    import java.util.function.*;

    class Sample {
      private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);
      private final Path file = Path.of("state");
      private final System.Logger log = System.getLogger("sample");

      String load() throws java.io.IOException { return Files.readString(file); }

    %s
    }
    """
        .formatted(members.indent(2));
  }

  @Nested
  class Speaks {
    @Test
    void ofATaskThatThrows() {
      judges(
          """
          void save(String text) {
            pool.submit(() -> Files.writeString(file, text)); // finds: dropped-future
            pool.submit(() -> { // finds: dropped-future
              if (text.isEmpty()) {
                throw new IllegalStateException("empty");
              }
            });
            CompletableFuture.runAsync(() -> check(text), pool); // finds: dropped-future
          }

          void check(String text) {
            if (text.isEmpty()) {
              throw new IllegalStateException("empty");
            }
          }
          """);
    }

    @Test
    void ofACatchThatIsTooNarrowOrThrowsAgain() {
      judges(
          """
          void save(String text) {
            pool.submit(() -> { // finds: dropped-future
              try {
                Files.writeString(file, text);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
            pool.submit(() -> { // finds: dropped-future
              try {
                load();
              } finally {
                log.log(System.Logger.Level.INFO, "done");
              }
              return null;
            });
          }
          """);
    }

    @Test
    void ofAVariableThatNobodyReads() {
      judges(
          """
          void save(String text) {
            Future<?> unused = pool.submit(() -> Files.writeString(file, text)); // finds: dropped-future
          }
          """);
    }

    @Test
    void ofAPeriodicTaskThatMayFailEvenIfItsFutureIsKept() {
      judges(
          """
          private ScheduledFuture<?> refresh;

          void begin() {
            pool.scheduleAtFixedRate(this::reload, 1, 1, TimeUnit.SECONDS); // finds: dropped-future
            refresh = pool.scheduleWithFixedDelay(this::reload, 1, 1, TimeUnit.SECONDS); // finds: dropped-future
          }

          void end() {
            refresh.cancel(true);
          }

          private void reload() {
            try {
              load();
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
          """);
    }

    @Test
    void ofAPeriodicTaskThatGoesThroughAMethodOfTheProgram() {
      judges(
          """
          static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(1);

          static void every(Runnable task, long seconds) {
            TIMER.scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS);
          }

          void begin() {
            every(new Reload(), 5); // finds: dropped-future
          }

          class Reload implements Runnable {
            @Override
            public void run() {
              throw new IllegalStateException("not yet");
            }
          }
          """);
    }

    @Test
    void ofAStepThatFails() {
      judges(
          """
          void save(String text) {
            CompletableFuture.supplyAsync(() -> text, pool).thenAccept(t -> { // finds: dropped-future
              throw new IllegalStateException(t);
            });
          }
          """);
    }

    @Test
    void ofAMethodThatReturnsAFutureThatMayFail() {
      judges(
          """
          CompletableFuture<String> later() {
            return CompletableFuture.supplyAsync(() -> { throw new IllegalStateException(); }, pool);
          }

          CompletableFuture<String> byHand() {
            CompletableFuture<String> result = new CompletableFuture<>();
            pool.execute(() -> {
              try {
                result.complete(load());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
            return result;
          }

          void call() {
            later(); // finds: dropped-future
            byHand(); // finds: dropped-future
          }
          """);
    }

    @Test
    void withCertaintyOnlyIfItKnowsWhatFails() {
      var findings =
          rule.findings(
              sample(
                  """
                  void save(String text, Runnable other) {
                    pool.submit(() -> Files.writeString(file, text));
                    pool.submit(() -> other.run());
                  }
                  """));
      assertThat(findings)
          .extracting(finding -> finding.confidence())
          .containsExactly(Confidence.CERTAIN, Confidence.LIKELY);
      assertThat(findings.getFirst().reasons())
          .containsExactly("line 15 may throw", "the value that would tell of it is not taken");
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifTheTaskCatchesEverything() {
      judges(
          """
          void save(String text) {
            pool.submit(() -> {
              try {
                Files.writeString(file, text);
              } catch (Exception e) {
                log.log(System.Logger.Level.ERROR, "not saved", e);
              } finally {
                log.log(System.Logger.Level.INFO, "done");
              }
            });
            pool.scheduleAtFixedRate(this::reload, 1, 1, TimeUnit.SECONDS);
            pool.submit(() -> {
              while (!pool.isShutdown()) {
                reload();
              }
            });
          }

          private void reload() {
            try {
              load();
            } catch (Throwable e) {
              log.log(System.Logger.Level.ERROR, "not loaded", e);
            }
          }
          """);
    }

    @Test
    void ifTheTaskOnlyCounts() {
      judges(
          """
          private final AtomicLong count = new AtomicLong();
          private final CountDownLatch latch = new CountDownLatch(1);

          void count() {
            pool.submit(count::incrementAndGet);
            pool.submit(() -> latch.countDown());
          }
          """);
    }

    @Test
    void ifSomethingHandlesTheFailure() {
      judges(
          """
          void save(String text) {
            CompletableFuture.supplyAsync(this::fail, pool)
                .whenComplete((_, e) -> log.log(System.Logger.Level.INFO, "end", e));
            CompletableFuture.supplyAsync(this::fail, pool).exceptionally(e -> "");
            handled();
          }

          CompletableFuture<String> handled() {
            return CompletableFuture.supplyAsync(this::fail, pool).exceptionally(e -> "");
          }

          String fail() {
            throw new IllegalStateException();
          }
          """);
    }

    @Test
    void ifTheFutureIsKept() {
      judges(
          """
          private final List<Future<?>> running = new ArrayList<>();
          private final Map<String, Future<String>> byName = new HashMap<>();
          private Future<String> last;

          Future<String> save() throws Exception {
            Future<String> first = pool.submit(this::load);
            first.get();
            running.add(pool.submit(this::load));
            last = pool.submit(this::load);
            byName.put("a", last);
            byName.remove("a");
            pool.submit(this::load).get();
            return pool.submit(this::load);
          }
          """);
    }

    @Test
    void ifTheTaskIsItselfTheFuture() {
      judges(
          """
          String save() throws Exception {
            FutureTask<String> task = new FutureTask<>(this::load);
            pool.submit(task);
            CompletionService<String> done = new ExecutorCompletionService<>(pool);
            done.submit(this::load);
            return task.get() + done.take().get();
          }
          """);
    }

    @Test
    void ifThePoolLooksAtFailures() {
      judges(
          """
          static class Loud extends ThreadPoolExecutor {
            Loud() { super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()); }
            @Override
            protected void afterExecute(Runnable task, Throwable failure) {}
          }

          private final ExecutorService loud = new Loud();

          void save() {
            loud.submit(this::load);
          }
          """);
    }

    @Test
    void ifItIsNotKnownWhatRuns() {
      judges(
          """
          void save(Runnable task) {
            pool.submit(task);
          }
          """);
    }

    @Test
    void ifTheSourceSaysSo() {
      judges(
          """
          void save() {
            // meanwhile: ignore dropped-future because the next run repairs it
            pool.submit(this::load);
          }
          """);
    }
  }
}
