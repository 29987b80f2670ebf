package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BlockingInCommonPoolTest {
  private final RuleTester rule = new RuleTester(new BlockingInCommonPool());

  @Nested
  class Speaks {
    @Test
    void ofStagesWithoutAnExecutor() {
      rule.judges(
          """
          import java.util.concurrent.CompletableFuture;
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;

            private String load(String name) {
              return rest.getForObject("http://prices/" + name, String.class);
            }

            CompletableFuture<String> direct(String name) {
              return CompletableFuture.supplyAsync(() -> rest.getForObject("http://prices/" + name, String.class)); // finds: blocking-in-common-pool
            }

            CompletableFuture<String> throughAMethod(String name) {
              return CompletableFuture.supplyAsync(() -> load(name)); // finds: blocking-in-common-pool
            }

            CompletableFuture<String> after(CompletableFuture<String> name) {
              return name.thenApplyAsync(this::load); // finds: blocking-in-common-pool
            }
          }
          """);
    }

    @Test
    void ofParallelStreams() {
      rule.judges(
          """
          import java.util.List;
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;

            List<String> all(List<String> names) {
              return names.parallelStream()
                  .filter(name -> !name.isEmpty())
                  .map(name -> rest.getForObject("http://prices/" + name, String.class)) // finds: blocking-in-common-pool
                  .toList();
            }

            List<String> later(List<String> names) {
              return names.stream()
                  .parallel()
                  .map(name -> rest.getForObject("http://prices/" + name, String.class)) // finds: blocking-in-common-pool
                  .toList();
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void withAnExecutorOrWithoutAWait() {
      rule.judges(
          """
          import java.util.List;
          import java.util.concurrent.*;
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;
            ExecutorService executor;

            CompletableFuture<String> own(String name) {
              return CompletableFuture.supplyAsync(
                  () -> rest.getForObject("http://prices/" + name, String.class), executor);
            }

            CompletableFuture<Integer> computed(String name) {
              return CompletableFuture.supplyAsync(() -> name.length());
            }

            List<String> inOrder(List<String> names) {
              return names.stream()
                  .map(name -> rest.getForObject("http://prices/" + name, String.class))
                  .toList();
            }

            int computedInParallel(List<String> names) {
              return names.parallelStream().mapToInt(String::length).sum();
            }
          }
          """);
    }
  }
}
