package dev.meanwhile.check.rule;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllWhereSettleIsMeantTest {
  @TempDir private Path folder;
  private RuleTester rule;

  @BeforeEach
  void open() {
    rule = new RuleTester(new AllWhereSettleIsMeant(), folder);
  }

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
