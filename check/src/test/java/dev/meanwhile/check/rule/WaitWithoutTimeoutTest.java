package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WaitWithoutTimeoutTest {
  private final RuleTester rule = new RuleTester(new WaitWithoutTimeout());

  @Nested
  class SpeaksOfTheHttpClient {
    @Test
    void ifTheRequestHasNoLimit() {
      rule.judges(
          """
          import java.net.URI;
          import java.net.http.*;
          import java.net.http.HttpResponse.BodyHandlers;

          class Prices {
            HttpClient http = HttpClient.newHttpClient();

            String now(URI uri) throws Exception {
              HttpRequest request = HttpRequest.newBuilder(uri).GET().build();
              return http.send(request, BodyHandlers.ofString()).body(); // finds: wait-without-timeout
            }

            String later(URI uri) {
              var request = HttpRequest.newBuilder(uri).build();
              return http.sendAsync(request, BodyHandlers.ofString()).join().body(); // finds: wait-without-timeout
            }
          }
          """);
    }

    @Test
    void ifAMethodOfTheProgramBuildsTheRequestWithoutOne() {
      rule.judges(
          """
          import java.net.URI;
          import java.net.http.*;
          import java.net.http.HttpResponse.BodyHandlers;

          class Prices {
            HttpClient http = HttpClient.newHttpClient();

            private HttpRequest request(URI uri) {
              return HttpRequest.newBuilder(uri).build();
            }

            String now(URI uri) throws Exception {
              return http.send(request(uri), BodyHandlers.ofString()).body(); // finds: wait-without-timeout
            }
          }
          """);
    }
  }

  @Nested
  class SpeaksOfFutures {
    @Test
    void ofTasksThatAskAnotherService() {
      rule.judges(
          """
          import java.util.ArrayList;
          import java.util.List;
          import java.util.concurrent.*;
          import org.springframework.web.client.RestTemplate;

          class Stock {
            RestTemplate rest;
            ExecutorService executor;

            private String count(String shop) {
              return rest.getForObject("http://stock/" + shop, String.class);
            }

            String one(String shop) throws Exception {
              Future<String> answer = executor.submit(() -> count(shop));
              return answer.get(); // finds: wait-without-timeout
            }

            List<String> each(List<String> shops) throws Exception {
              List<Future<String>> answers = new ArrayList<>();
              for (String shop : shops) {
                answers.add(executor.submit(() -> count(shop)));
              }
              List<String> counts = new ArrayList<>();
              for (Future<String> answer : answers) {
                counts.add(answer.get()); // finds: wait-without-timeout
              }
              return counts;
            }

            List<String> streamed(List<String> shops) {
              List<CompletableFuture<String>> answers =
                  shops.stream().map(shop -> CompletableFuture.supplyAsync(() -> count(shop), executor)).toList();
              return answers.stream()
                  .map(CompletableFuture::join) // finds: wait-without-timeout
                  .toList();
            }
          }
          """);
    }

    @Test
    void thatAMethodOfTheProgramBegins() {
      rule.judges(
          """
          import java.net.URI;
          import java.net.http.*;
          import java.net.http.HttpResponse.BodyHandlers;
          import java.util.concurrent.CompletableFuture;

          class Prices {
            HttpClient http = HttpClient.newHttpClient();

            CompletableFuture<String> ask(URI uri) {
              return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                  .thenApply(HttpResponse::body);
            }

            String both(URI one, URI other) {
              CompletableFuture<String> left = ask(one);
              CompletableFuture<String> right = ask(other);
              CompletableFuture.allOf(left, right).join(); // finds: wait-without-timeout
              return left.join() + right.join();
            }
          }
          """);
    }

    @Test
    void ofAClientOfTheProject() {
      rule.judges(
          """
          import java.util.concurrent.CompletableFuture;

          interface LedgerClient { CompletableFuture<Long> balance(String account); }

          class Accounts {
            LedgerClient ledger;

            long balance(String account) throws Exception {
              return ledger.balance(account).get(); // finds: wait-without-timeout
            }
          }
          """);
    }

    @Test
    void thatAnotherMethodPutIntoAField() {
      rule.judges(
          """
          import java.util.concurrent.CompletableFuture;

          interface LedgerClient { CompletableFuture<Long> balance(String account); }

          class Account {
            LedgerClient ledger;
            private CompletableFuture<Long> balance;

            void ask(String account) {
              balance = ledger.balance(account);
            }

            long answer() {
              return balance.join(); // finds: wait-without-timeout
            }
          }
          """);
    }

    @Test
    void ofAnInterfaceWhoseImplementationsMostlyAsk() {
      rule.judges(
          """
          import java.util.concurrent.*;
          import org.springframework.web.client.RestTemplate;

          interface Shop { String price(String name); }
          class North implements Shop { RestTemplate rest; public String price(String n) { return rest.getForObject("http://n/" + n, String.class); } }
          class East implements Shop { RestTemplate rest; public String price(String n) { return rest.getForObject("http://e/" + n, String.class); } }
          class South implements Shop { RestTemplate rest; public String price(String n) { return rest.getForObject("http://s/" + n, String.class); } }
          class West implements Shop { RestTemplate rest; public String price(String n) { return rest.getForObject("http://w/" + n, String.class); } }
          class Stand implements Shop { public String price(String n) { return n; } }

          class Prices {
            ExecutorService executor;

            String price(Shop shop, String name) throws Exception {
              Future<String> price = executor.submit(() -> shop.price(name));
              return price.get(); // finds: wait-without-timeout
            }
          }
          """);
    }

    @Test
    void thatACallbackOfAClientCompletes() {
      rule.judges(
          """
          import java.util.concurrent.CompletableFuture;
          import java.util.function.Consumer;

          interface LedgerClient { void balance(String account, Consumer<Long> then); }

          class Accounts {
            LedgerClient ledger;

            long balance(String account) throws Exception {
              CompletableFuture<Long> answer = new CompletableFuture<>();
              ledger.balance(account, answer::complete);
              return answer.get(); // finds: wait-without-timeout
            }
          }
          """);
    }
  }

  @Nested
  class SpeaksOf {
    @Test
    void connectionsAndProcessesWithoutALimit() {
      rule.judges(
          """
          import java.io.InputStream;
          import java.net.*;

          class Files {
            InputStream page(String host) throws Exception {
              HttpURLConnection connection = (HttpURLConnection) new URL("http://" + host).openConnection();
              connection.setConnectTimeout(1000);
              return connection.getInputStream(); // finds: wait-without-timeout
            }

            InputStream deeper(URL base) throws Exception {
              base = new URL(base, "/deeper");
              return base.openStream();
            }

            InputStream deepest(String host) throws Exception {
              URL base = new URL("http://" + host);
              base = new URL(base, "/deepest");
              return base.openStream(); // finds: wait-without-timeout
            }

            int list() throws Exception {
              Process process = new ProcessBuilder("ls").start();
              return process.waitFor(); // finds: wait-without-timeout
            }
          }
          """);
    }

    @Test
    void reactiveChainsOfTheWebClient() {
      rule.judgesWithoutLibraries(
          """
          import java.time.Duration;
          import org.springframework.web.reactive.function.client.WebClient;

          class Pages {
            WebClient web;

            String page(String uri) {
              return web.get().uri(uri).retrieve().bodyToMono(String.class).block(); // finds: wait-without-timeout
            }

            String limited(String uri) {
              return web.get().uri(uri).retrieve().bodyToMono(String.class).timeout(Duration.ofSeconds(2)).block();
            }

            String bounded(String uri) {
              return web.get().uri(uri).retrieve().bodyToMono(String.class).block(Duration.ofSeconds(2));
            }
          }
          """);
    }

    @Test
    void stubsWithoutADeadline() {
      rule.judgesWithoutLibraries(
          """
          import com.example.LedgerGrpc.LedgerBlockingStub;

          class Ledger {
            LedgerBlockingStub stub;

            Object balance(Object account) {
              return stub.balance(account); // finds: wait-without-timeout
            }
          }

          class Careful {
            LedgerBlockingStub stub;

            Object balance(Object account) {
              return stub.withDeadlineAfter(2, java.util.concurrent.TimeUnit.SECONDS).balance(account);
            }
          }
          """);
    }

    @Test
    void latchesThatTheAnswerOfAClientCountsDown() {
      rule.judges(
          """
          import java.util.concurrent.CountDownLatch;
          import java.util.function.Consumer;

          interface LedgerClient { void balance(String account, Consumer<Long> then); }

          class Accounts {
            LedgerClient ledger;
            long sum;

            void ask(String account) throws Exception {
              var done = new CountDownLatch(1);
              ledger.balance(account, amount -> { sum += amount; done.countDown(); });
              done.await(); // finds: wait-without-timeout
            }

            void runUntilStopped(CountDownLatch stopped) throws Exception {
              stopped.await();
            }
          }
          """);
    }
  }

  @Test
  void isCertainIfTheLibrarySaysSo() {
    var findings =
        rule.findings(
            """
            import java.net.URI;
            import java.net.http.*;
            import java.net.http.HttpResponse.BodyHandlers;

            class Prices {
              String now(HttpClient http, URI uri) throws Exception {
                var request = HttpRequest.newBuilder(uri).build();
                return http.send(request, BodyHandlers.ofString()).body();
              }
            }
            """);
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
          assertThat(finding.message())
              .isEqualTo("HttpClient.send waits for ever if no answer comes");
          assertThat(finding.advice()).contains("timeout(");
        });
  }
}
