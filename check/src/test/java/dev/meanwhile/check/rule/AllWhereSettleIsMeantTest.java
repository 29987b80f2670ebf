package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AllWhereSettleIsMeantTest {
  private final RuleTester rule = new RuleTester(new AllWhereSettleIsMeant());

  private void judges(String members) {
    rule.judges(SampleTasks.with(members));
  }

  @Nested
  class Speaks {
    @Test
    void ofAPartThatCouldBeMissing() {
      judges(
          """
          String page(String id) {
            CompletableFuture<String> product = later(id);
            CompletableFuture<String> relatedProducts = later("related" + id);
            CompletableFuture.allOf(product, relatedProducts).join(); // finds: all-where-settle-is-meant
            return product.join() + relatedProducts.join();
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifThePartHasAValueForItsFailure() {
      judges(
          """
          String page(String id) {
            CompletableFuture<String> product = later(id);
            CompletableFuture<String> relatedProducts = later("related" + id).exceptionally(e -> "");
            CompletableFuture.allOf(product, relatedProducts).join();
            return product.join() + relatedProducts.join();
          }
          """);
    }

    @Test
    void ifAllPartsAreNeeded() {
      judges(
          """
          String page(String id) {
            CompletableFuture<String> product = later(id);
            CompletableFuture<String> price = later("price" + id);
            CompletableFuture.allOf(product, price).join();
            return product.join() + price.join();
          }
          """);
    }

    @Test
    void ifTheFailureIsHandledForAll() {
      judges(
          """
          CompletableFuture<String> page(String id) {
            CompletableFuture<String> product = later(id);
            CompletableFuture<String> ads = later("ads" + id);
            return CompletableFuture.allOf(product, ads).handle((_, e) -> product.join());
          }
          """);
    }

    @Test
    void ifTheSourceSaysSo() {
      judges(
          """
          void page(String id) {
            CompletableFuture<String> product = later(id);
            CompletableFuture<String> ads = later("ads" + id);
            // meanwhile: ignore all-where-settle-is-meant because they pay for it
            CompletableFuture.allOf(product, ads).join();
          }
          """);
    }
  }
}
