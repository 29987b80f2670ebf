package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RaceForFailoverTest {
  private final RuleTester rule = new RuleTester(new RaceForFailover());

  private void judges(String members) {
    rule.judges(SampleTasks.with(members));
  }

  @Nested
  class Speaks {
    @Test
    void ofAlternatives() {
      judges(
          """
          Object read(String id) {
            CompletableFuture<String> primary = later(id);
            CompletableFuture<String> replica = later(id);
            return CompletableFuture.anyOf(primary, replica).join(); // finds: race-for-failover
          }
          """);
    }

    @Test
    void ofACollectionThatMayBeEmpty() {
      judges(
          """
          Object first(List<String> ids) {
            List<CompletableFuture<String>> all = ids.stream().map(this::later).toList();
            return CompletableFuture.anyOf(all.toArray(new CompletableFuture[0])).join(); // finds: race-for-failover
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifTheFirstEndIsMeant() {
      judges(
          """
          Object until(String id, CompletableFuture<Void> stopSignal) {
            CompletableFuture<String> primary = later(id);
            return CompletableFuture.anyOf(primary, stopSignal).join();
          }

          Object either(String id) {
            return CompletableFuture.anyOf(later(id), later("other")).join();
          }
          """);
    }

    @Test
    void ifSomethingLooksAtTheSize() {
      judges(
          """
          Object first(List<String> ids) {
            List<CompletableFuture<String>> all = ids.stream().map(this::later).toList();
            if (all.isEmpty()) {
              return null;
            }
            return CompletableFuture.anyOf(all.toArray(new CompletableFuture[0])).join();
          }
          """);
    }

    @Test
    void ifTheSourceSaysSo() {
      judges(
          """
          Object first(List<String> ids) {
            List<CompletableFuture<String>> all = ids.stream().map(this::later).toList();
            // meanwhile: ignore race-for-failover because callers never pass none
            return CompletableFuture.anyOf(all.toArray(new CompletableFuture[0])).join();
          }
          """);
    }
  }
}
