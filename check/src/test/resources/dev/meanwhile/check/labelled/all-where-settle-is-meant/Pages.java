// Pages of several parts: some of them could be missing, and should not fail the rest.
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.web.client.RestOperations;

class Pages {
  private RestOperations rest;
  private Executor pool;

  private CompletableFuture<String> part(String path) {
    return CompletableFuture.supplyAsync(
        () -> rest.getForObject("http://parts/" + path, String.class), pool);
  }

  String recommendations(String id) {
    CompletableFuture<String> product = part(id);
    CompletableFuture<String> recommendations = part("recommended/" + id);
    CompletableFuture.allOf(product, recommendations).join(); // finds: all-where-settle-is-meant
    return product.join() + recommendations.join();
  }

  String ads(String id) {
    CompletableFuture<String> article = part(id);
    CompletableFuture<String> comments = part("comments/" + id);
    CompletableFuture<String> ads = part("ads/" + id);
    CompletableFuture.allOf(article, comments, ads).join(); // finds: all-where-settle-is-meant
    return article.join() + comments.join() + ads.join();
  }

  CompletableFuture<String> banner(String id) {
    CompletableFuture<String> article = part(id);
    CompletableFuture<String> topBanner = part("banner/" + id);
    // finds: all-where-settle-is-meant
    return CompletableFuture.allOf(article, topBanner)
        .thenApply(_ -> article.join() + topBanner.join());
  }

  String similar(String id) {
    var hotel = part(id);
    var similarHotels = part("similar/" + id);
    CompletableFuture.allOf(hotel, similarHotels).join(); // finds: all-where-settle-is-meant
    return hotel.join() + similarHotels.join();
  }

  String suggestions(String query) {
    CompletableFuture<String> hits = part("search/" + query);
    CompletableFuture<String> suggestions = part("suggest/" + query);
    CompletableFuture<Void> both =
        CompletableFuture.allOf(hits, suggestions); // finds: all-where-settle-is-meant
    both.join();
    return hits.join() + suggestions.join();
  }

  String trending(String user) throws Exception {
    CompletableFuture<String> feed = part("feed/" + user);
    CompletableFuture<String> trendingTopics = part("trending");
    CompletableFuture.allOf(feed, trendingTopics).get(); // finds: all-where-settle-is-meant
    return feed.get() + trendingTopics.get();
  }

  String bothNeeded(String id) {
    CompletableFuture<String> product = part(id);
    CompletableFuture<String> price = part("price/" + id);
    CompletableFuture.allOf(product, price).join(); // silent: no page without both
    return product.join() + price.join();
  }

  String withAValue(String id) {
    CompletableFuture<String> product = part(id);
    CompletableFuture<String> related = part("related/" + id).exceptionally(e -> "");
    // silent: the part has a value for its failure
    CompletableFuture.allOf(product, related).join();
    return product.join() + related.join();
  }

  CompletableFuture<String> handledForAll(String id) {
    CompletableFuture<String> product = part(id);
    CompletableFuture<String> ads = part("ads/" + id);
    // silent: handled for all
    return CompletableFuture.allOf(product, ads).handle((_, e) -> product.join());
  }

  String asked(String id) {
    CompletableFuture<String> product = part(id);
    CompletableFuture<String> badge = part("badge/" + id);
    // silent: the failure is taken
    CompletableFuture.allOf(product, badge).exceptionally(e -> null).join();
    return product.join() + (badge.isCompletedExceptionally() ? "" : badge.join());
  }

  String oneByOne(String id) {
    CompletableFuture<String> product = part(id);
    CompletableFuture<String> ads = part("ads/" + id);
    return product.join() + ads.join(); // silent: no allOf
  }

  String handledLater(String id) {
    CompletableFuture<String> product = part(id);
    CompletableFuture<String> promo =
        part("promo/" + id).handle((text, e) -> e == null ? text : "");
    CompletableFuture.allOf(product, promo).join(); // silent: the part has a value for its failure
    return product.join() + promo.join();
  }
}
