package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UnboundedFanOutTest {
  private final RuleTester rule = new RuleTester(new UnboundedFanOut());

  private void judges(String fields, String body) {
    rule.judges(sample(fields, body));
  }

  /** A class with a method that has a collection of unknown size. */
  static String sample(String fields, String body) {
    return """
    import java.net.http.*;
    import java.util.*;
    import java.util.concurrent.*;
    import java.util.stream.*;

    class Sample {
    %s
      void all(List<String> ids) throws Exception {
    %s
      }

      String load(String id) { return id; }
    }
    """
        .formatted(fields.indent(2), body.indent(4));
  }

  @Nested
  class Speaks {
    @Test
    void ofAPoolThatGrows() {
      judges(
          "private final ExecutorService pool = Executors.newCachedThreadPool();",
          """
          List<Future<String>> futures = new ArrayList<>();
          for (String id : ids) { // finds: unbounded-fan-out
            futures.add(pool.submit(() -> load(id)));
          }
          for (Future<String> future : futures) {
            future.get();
          }
          """);
    }

    @Test
    void ofAStreamWhoseSourceIsMissing() {
      judges(
          "private Feed feed;",
          """
          feed.entries().stream()
              .filter(each -> each != null)
              .forEach(each -> // finds: unbounded-fan-out
                  Thread.startVirtualThread(() -> each.read()));
          feed.first().map(each -> Thread.startVirtualThread(() -> each.read()));
          """);
    }

    @Test
    void ofRequestsOfAProgramThatBegins() {
      rule.judges(
          """
          import java.net.URI;
          import java.net.http.*;
          import java.util.*;

          class Links {
            private static final HttpClient CLIENT = HttpClient.newHttpClient();

            static void main(String[] links) {
              var asked = Arrays.stream(links).map(Links::ask).toList(); // finds: unbounded-fan-out
              for (String link : links) {
                new Thread(() -> Links.ask(link).join()).start();
              }
            }

            private static java.util.concurrent.CompletableFuture<Integer> ask(String link) {
              HttpRequest request = HttpRequest.newBuilder(URI.create(link)).build();
              return CLIENT
                  .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                  .thenApply(HttpResponse::statusCode);
            }
          }
          """);
    }

    @Test
    void ofAVirtualThreadPerElement() {
      judges(
          "",
          """
          try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            ids.forEach(id -> pool.submit(() -> load(id))); // finds: unbounded-fan-out
          }
          for (String id : ids) { // finds: unbounded-fan-out
            Thread.ofVirtual().start(() -> load(id));
          }
          for (String id : ids) { // finds: unbounded-fan-out
            new Thread(() -> load(id)).start();
          }
          """);
    }

    @Test
    void ofAPoolThatAContainerGivesToTheConstructor() {
      judges(
          """
          private final ExecutorService pool;
          Sample(ExecutorService pool) { this.pool = pool; }
          static class Beans {
            @org.springframework.context.annotation.Bean
            ExecutorService forPages() { return Executors.newVirtualThreadPerTaskExecutor(); }
          }
          """,
          """
          for (String id : ids) { // finds: unbounded-fan-out
            pool.submit(() -> load(id));
          }
          """);
    }

    @Test
    void ofAStream() {
      judges(
          "private final Executor pool = Executors.newCachedThreadPool();",
          """
          List<CompletableFuture<String>> futures =
              ids.stream()
                  .map(id -> CompletableFuture.supplyAsync(() -> load(id), pool)) // finds: unbounded-fan-out
                  .toList();
          CompletableFuture.allOf(futures.toArray(new CompletableFuture[0])).join();
          """);
    }

    @Test
    void ofAPoolThatIsWrappedInACircle() {
      judges(
          """
          private ExecutorService pool = Executors.newCachedThreadPool();

          void trace() { pool = traced(pool); }

          ExecutorService traced(ExecutorService executor) {
            return Tracing.wrap(executor);
          }
          """,
          """
          for (String id : ids) { // finds: unbounded-fan-out
            pool.submit(() -> load(id));
          }
          """);
    }

    @Test
    void ofAPoolWithoutAGreatestSizeBehindAQueueWithoutRoom() {
      judges(
          """
          private final ExecutorService pool =
              new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
          """,
          """
          for (String id : ids) { // finds: unbounded-fan-out
            pool.execute(() -> load(id));
          }
          """);
    }

    @Test
    void ofAPoolAsLargeAsTheCollection() {
      judges(
          "",
          """
          ExecutorService pool = Executors.newFixedThreadPool(ids.size());
          for (int i = 0; i < ids.size(); i++) { // finds: unbounded-fan-out
            String id = ids.get(i);
            pool.submit(() -> load(id));
          }
          """);
    }

    @Test
    void ofAnAsynchronousRequestPerElement() {
      judges(
          "private final HttpClient client = HttpClient.newHttpClient();",
          """
          List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
          for (String id : ids) { // finds: unbounded-fan-out
            var request = HttpRequest.newBuilder(java.net.URI.create(id)).build();
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
          }
          """);
    }

    @Test
    void ofAMethodThatStartsTheTask() {
      judges(
          """
          private final ExecutorService pool;
          Sample() { this(Executors.newCachedThreadPool()); }
          Sample(ExecutorService pool) { this.pool = pool; }
          CompletableFuture<String> loadLater(String id) {
            return CompletableFuture.supplyAsync(() -> load(id), pool);
          }
          """,
          """
          var futures = ids.stream().map(this::loadLater).toList(); // finds: unbounded-fan-out
          for (String id : ids) { // finds: unbounded-fan-out
            futures.add(loadLater(id));
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifThePoolHasASize() {
      judges(
          """
          private final ExecutorService fixed = Executors.newFixedThreadPool(8);
          private final Executor small =
              new ThreadPoolExecutor(0, 4, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
          private final ExecutorService queued =
              new ThreadPoolExecutor(4, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
          private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
          """,
          """
          for (String id : ids) {
            fixed.submit(() -> load(id));
            small.execute(() -> load(id));
            queued.submit(() -> load(id));
            timer.submit(() -> load(id));
            CompletableFuture.runAsync(() -> load(id));
          }
          """);
    }

    @Test
    void ifThePoolIsMadeOnceForAllCalls() {
      judges(
          """
          private final ExecutorService pool;
          private final List<String> providers;
          Sample(List<String> providers) {
            this.providers = providers;
            this.pool = Executors.newFixedThreadPool(providers.size());
          }
          """,
          """
          for (String provider : providers) {
            pool.submit(() -> load(provider));
          }
          """);
    }

    @Test
    void ifAPermitIsTaken() {
      judges(
          """
          private final ExecutorService pool = Executors.newCachedThreadPool();
          private final Semaphore permits = new Semaphore(8);
          """,
          """
          for (String id : ids) {
            permits.acquire();
            pool.submit(() -> { try { load(id); } finally { permits.release(); } });
          }
          """);
    }

    @Test
    void ifEachRoundWaits() {
      judges(
          "private final ExecutorService pool = Executors.newCachedThreadPool();",
          """
          for (String id : ids) {
            pool.submit(() -> load(id)).get();
          }
          List<Future<String>> some = new ArrayList<>();
          for (String id : ids) {
            some.add(pool.submit(() -> load(id)));
            if (some.size() == 8) {
              for (Future<String> one : some) {
                one.get();
              }
              some.clear();
            }
          }
          """);
    }

    @Test
    void ifOneFollowsTheOther() {
      judges(
          """
          private final ExecutorService pool = Executors.newCachedThreadPool();
          CompletableFuture<String> later(String id) {
            return CompletableFuture.supplyAsync(() -> load(id), pool);
          }
          """,
          """
          CompletableFuture<String> last = CompletableFuture.completedFuture("");
          for (String id : ids) {
            last = last.thenCompose(_ -> later(id));
          }
          for (String id : ids) {
            if (id.isEmpty()) {
              later(id);
              break;
            }
          }
          """);
    }

    @Test
    void ifItIsNotKnownWhatRunsTheTasks() {
      judges(
          """
          private final ExecutorService pool;
          Sample(ExecutorService pool) { this.pool = pool; }
          """,
          """
          for (String id : ids) {
            pool.submit(() -> load(id));
          }
          """);
    }

    @Test
    void ifALibraryIsAskedThatMayLimitItself() {
      judges(
          """
          interface Ledgers { CompletableFuture<Void> deleteAsync(String id); }
          private Ledgers ledgers;
          CompletableFuture<Void> close(String id) {
            return ledgers.deleteAsync(id);
          }
          """,
          """
          for (String id : ids) {
            close(id);
          }
          ids.forEach(id -> ledgers.deleteAsync(id));
          """);
    }

    @Test
    void ifTheSourceSaysSo() {
      judges(
          "private final ExecutorService pool = Executors.newCachedThreadPool();",
          """
          // meanwhile: ignore unbounded-fan-out because there are never more than ten
          for (String id : ids) {
            pool.submit(() -> load(id));
          }
          """);
    }
  }
}
