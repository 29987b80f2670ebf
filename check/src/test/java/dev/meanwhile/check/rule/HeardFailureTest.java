package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Test;

/** Where {@link DroppedFuture} is silent, because somebody hears of the failure. */
class HeardFailureTest {
  private final RuleTester rule = new RuleTester(new DroppedFuture());

  private void judges(String members) {
    rule.judges(SampleTasks.with(members));
  }

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
          pool.submit(() -> System.out.println("counted"));
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
  void ifACallbackIsToldOfTheFailure() {
    judges(
        """
        interface Callback { void done(Throwable failure); }

        Future<String> set(String text, Callback callback) {
          return pool.submit(() -> {
            callback.done(null);
            return load();
          });
        }

        void save(String text) {
          set(text, failure -> log.log(System.Logger.Level.INFO, "end", failure));
        }
        """);
  }

  @Test
  void ifWhatIsOutsideOfTheHandlerOnlyPrepares() {
    judges(
        """
        interface Stage { void complete(long now); }

        void save(Stage stage) {
          pool.submit(() -> {
            stage.complete(System.nanoTime());
            try {
              load();
            } catch (Throwable e) {
              log.log(System.Logger.Level.ERROR, "not loaded", e);
            }
          });
        }
        """);
  }

  @Test
  void ifTheTaskIsWrappedAndCatchesEverything() {
    judges(
        """
        Runnable withName(String name, Runnable task) {
          return () -> {
            Thread.currentThread().setName(name);
            task.run();
          };
        }

        void save() {
          pool.submit(withName("save", this::reload));
        }

        private void reload() {
          try {
            load();
          } catch (Exception e) {
            log.log(System.Logger.Level.ERROR, "not loaded", e);
          }
        }
        """);
  }

  @Test
  void ifTheHandlerHasLoggedBeforeItThrows() {
    judges(
        """
        void save() {
          pool.submit(() -> {
            try {
              load();
            } catch (Exception e) {
              log.log(System.Logger.Level.ERROR, "not loaded", e);
              throw new IllegalStateException(e);
            }
          });
        }
        """);
  }

  @Test
  void ifTheHandlerPassesTheFailureOn() {
    judges(
        """
        interface Status { void failed(Throwable failure); }

        void save(Status status) {
          pool.submit(() -> {
            try {
              load();
            } catch (Throwable e) {
              status.failed(e);
              if (e instanceof Error) {
                throw (Error) e;
              }
            }
          });
        }
        """);
  }

  @Test
  void ifTheTaskOnlyAsksForParts() {
    judges(
        """
        record Job(String id, long end) {}

        private final Map<String, Job> jobs = new ConcurrentHashMap<>();

        void begin() {
          pool.scheduleAtFixedRate(this::evict, 1, 1, TimeUnit.MINUTES);
        }

        private void evict() {
          jobs.entrySet().removeIf(entry -> entry.getValue().end() < System.nanoTime());
        }
        """);
  }

  @Test
  void ifTheHandlerKeepsTheFailureBeforeItThrows() {
    judges(
        """
        void save(List<String> failures) {
          pool.submit(() -> {
            try {
              return load();
            } catch (Exception e) {
              failures.add("not loaded: " + e.getMessage());
              throw e;
            }
          });
        }
        """);
  }

  @Test
  void ifOnlyAnInterruptEndsIt() {
    judges(
        """
        void save() {
          pool.submit(() -> {
            while (true) {
              try {
                Thread.sleep(1000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
          });
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
