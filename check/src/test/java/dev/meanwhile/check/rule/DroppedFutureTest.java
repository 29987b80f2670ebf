package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DroppedFutureTest {
  private final RuleTester rule = new RuleTester(new DroppedFuture());

  private void judges(String members) {
    rule.judges(SampleTasks.with(members));
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
    void ofACatchForOneSpecialCase() {
      judges(
          """
          void reload() {
            pool.submit(() -> { // finds: dropped-future
              try {
                load("state");
              } catch (NumberFormatException | IllegalStateException e) {
                log.log(System.Logger.Level.INFO, "no state", e);
              }
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
    void ofAPeriodicTaskThatLogsBeforeItThrows() {
      judges(
          """
          void begin() {
            pool.scheduleAtFixedRate(this::reload, 1, 1, TimeUnit.SECONDS); // finds: dropped-future
          }

          private void reload() {
            try {
              load("state");
            } catch (RuntimeException e) {
              log.log(System.Logger.Level.ERROR, "not loaded", e);
              throw e;
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
    void ofAPeriodicTaskThatCallsFunctionsOfOthers() {
      judges(
          """
          private final Map<String, Runnable> cache = new HashMap<>();

          void begin(List<Runnable> listeners) {
            pool.scheduleAtFixedRate(() -> listeners.forEach(Runnable::run), 1, 1, TimeUnit.SECONDS); // finds: dropped-future
            pool.scheduleAtFixedRate(() -> cache.forEach((_, each) -> each.run()), 1, 1, TimeUnit.SECONDS); // finds: dropped-future
            pool.scheduleAtFixedRate(() -> each(this::check), 1, 1, TimeUnit.SECONDS); // finds: dropped-future
            pool.scheduleAtFixedRate(() -> each(this::checkSafely), 1, 1, TimeUnit.SECONDS); // silent: what is done with each is cared for
          }

          private void each(java.util.function.Consumer<Runnable> action) {
            cache.values().forEach(one -> action.accept(one));
          }

          private void check(Runnable one) {
            if (one == null) {
              throw new IllegalStateException("nothing");
            }
          }

          private void checkSafely(Runnable one) {
            try {
              check(one);
            } catch (RuntimeException e) {
              log.log(System.Logger.Level.ERROR, "not checked", e);
            }
          }
          """);
    }

    @Test
    void ofATaskThatIsWrapped() {
      judges(
          """
          Runnable withName(String name, Runnable task) {
            return () -> {
              Thread.currentThread().setName(name);
              task.run();
            };
          }

          void save(String text) {
            pool.submit(withName("save", () -> check(text))); // finds: dropped-future
          }

          void check(String text) {
            throw new IllegalStateException(text);
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
              SampleTasks.with(
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
          .containsExactly("line 26 may throw", "the value that would tell of it is not taken");
    }
  }
}
