package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link WaitWithoutTimeout} must not speak of. */
class BoundedWaitsTest {
  private final RuleTester rule = new RuleTester(new WaitWithoutTimeout());

  @Nested
  class IsSilentAboutTheHttpClient {
    @Test
    void ifTheRequestHasALimitWhereverItIsSet() {
      rule.judges(
          """
          import java.net.URI;
          import java.net.http.*;
          import java.net.http.HttpResponse.BodyHandlers;
          import java.time.Duration;

          class Prices {
            HttpClient http = HttpClient.newHttpClient();

            private HttpRequest.Builder prepared(URI uri) {
              return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2));
            }

            String onTheChain(URI uri) throws Exception {
              HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
              return http.send(request, BodyHandlers.ofString()).body();
            }

            String inAStatement(URI uri) throws Exception {
              var builder = HttpRequest.newBuilder(uri);
              builder.timeout(Duration.ofSeconds(2));
              return http.send(builder.build(), BodyHandlers.ofString()).body();
            }

            String inAMethod(URI uri) {
              return http.sendAsync(prepared(uri).build(), BodyHandlers.ofString()).join().body();
            }
          }
          """);
    }

    @Test
    void ifTheRequestComesFromElsewhere() {
      rule.judges(
          """
          import java.net.http.*;
          import java.net.http.HttpResponse.BodyHandlers;

          class Prices {
            HttpClient http = HttpClient.newHttpClient();

            String now(HttpRequest request) throws Exception {
              return http.send(request, BodyHandlers.ofString()).body();
            }
          }
          """);
    }
  }

  @Nested
  class IsSilentAboutFutures {
    @Test
    void withALimit() {
      rule.judges(
          """
          import java.util.concurrent.*;

          interface LedgerClient { CompletableFuture<Long> balance(String account); }

          class Accounts {
            LedgerClient ledger;

            long timed(String account) throws Exception {
              return ledger.balance(account).get(5, TimeUnit.SECONDS);
            }

            long ended(String account) {
              return ledger.balance(account).orTimeout(5, TimeUnit.SECONDS).join();
            }

            long replaced(String account) {
              var balance = ledger.balance(account).completeOnTimeout(0L, 5, TimeUnit.SECONDS);
              return balance.thenApply(amount -> amount + 1).join();
            }
          }
          """);
    }

    @Test
    void thatAreCompleteByConstruction() {
      rule.judges(
          """
          import java.util.List;
          import java.util.concurrent.*;

          interface LedgerClient { CompletableFuture<Long> balance(String account); }

          class Accounts {
            LedgerClient ledger;

            CompletableFuture<Long> sum(String one, String other) {
              var left = ledger.balance(one);
              var right = ledger.balance(other);
              return CompletableFuture.allOf(left, right).thenApply(_ -> left.join() + right.join());
            }

            List<Long> each(List<String> accounts) throws Exception {
              var all = accounts.stream().map(ledger::balance).toArray(CompletableFuture[]::new);
              List<CompletableFuture<Long>> balances = accounts.stream().map(a -> ledger.balance(a)).toList();
              CompletableFuture.allOf(balances.toArray(new CompletableFuture[0])).get(5, TimeUnit.SECONDS);
              return balances.stream().map(CompletableFuture::join).toList();
            }

            long known(String account) {
              CompletableFuture<Long> balance = ledger.balance(account);
              return balance.isDone() ? balance.join() : 0;
            }

            CompletableFuture<Long> kept;

            long keptAndKnown(String account) {
              kept = ledger.balance(account);
              return kept.isDone() ? kept.join() : 0;
            }

            void told(String account) {
              CompletableFuture<Long> balance = ledger.balance(account);
              balance.whenComplete((amount, failure) -> System.out.println(balance.join()));
            }

            long first(CompletionService<Long> service) throws Exception {
              return service.take().get();
            }
          }
          """);
    }

    @Test
    void ofWorkInThisProcess() {
      rule.judges(
          """
          import java.util.List;
          import java.util.concurrent.*;

          class Sums {
            ExecutorService executor;

            long sum(List<Long> numbers) throws Exception {
              Future<Long> sum = executor.submit(() -> numbers.stream().mapToLong(n -> n).sum());
              return sum.get();
            }

            long given(Future<Long> sum) throws Exception {
              return sum.get();
            }
          }
          """);
    }

    @Test
    void insideSomethingThatEndsThem() {
      rule.judges(
          """
          import java.util.concurrent.*;

          interface LedgerClient { CompletableFuture<Long> balance(String account); }

          class Accounts {
            LedgerClient ledger;
            ExecutorService executor;

            <T> T callWithTimeout(Callable<T> call) throws Exception {
              return executor.submit(call).get(5, TimeUnit.SECONDS);
            }

            long named(String account) throws Exception {
              return callWithTimeout(() -> ledger.balance(account).get());
            }

            long timed(String account) throws Exception {
              return executor.submit(() -> ledger.balance(account).get()).get(5, TimeUnit.SECONDS);
            }
          }
          """);
    }

    @Test
    void ofLibrariesWithALimitOfTheirOwn() {
      rule.judgesWithoutLibraries(
          """
          import java.util.concurrent.Future;
          import org.apache.kafka.clients.producer.KafkaProducer;
          import org.apache.kafka.clients.producer.ProducerRecord;

          class Events {
            KafkaProducer<String, String> producer;

            void send(ProducerRecord<String, String> event) throws Exception {
              producer.send(event).get();
            }
          }
          """);
    }
  }

  @Nested
  class IsSilentAboutProcesses {
    @Test
    void whoseOutputHasEnded() {
      rule.judges(
          """
          class Tools {
            int run(ProcessBuilder tool) throws Exception {
              Process process = tool.start();
              process.getInputStream().readAllBytes();
              return process.waitFor();
            }

            byte[] runFirst(ProcessBuilder tool) throws Exception {
              Process process = tool.start();
              process.waitFor(); // finds: wait-without-timeout
              return process.getInputStream().readAllBytes();
            }
          }
          """);
    }
  }

  @Nested
  class IsSilentAboutConnections {
    @Test
    void withALimitOrPreparedElsewhere() {
      rule.judges(
          """
          import java.io.InputStream;
          import java.net.*;

          class Files {
            InputStream limited(String host) throws Exception {
              HttpURLConnection connection = (HttpURLConnection) new URL("http://" + host).openConnection();
              connection.setReadTimeout(1000);
              return connection.getInputStream();
            }

            private void prepare(HttpURLConnection connection) {
              connection.setReadTimeout(1000);
            }

            InputStream prepared(String host) throws Exception {
              HttpURLConnection connection = (HttpURLConnection) new URL("http://" + host).openConnection();
              prepare(connection);
              return connection.getInputStream();
            }

            InputStream ofTheClassPath(String name) throws Exception {
              URL url = getClass().getResource(name);
              return url.openStream();
            }
          }
          """);
    }
  }
}
