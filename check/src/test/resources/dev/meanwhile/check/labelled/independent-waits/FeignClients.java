// Services behind interfaces that are made at run time, and thin services of one's own around them.
import java.util.*;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.*;

class FeignClients {
  static class Product {
    long id;
    long brand;
    String unit;
  }

  static class Detail {
    Product product;
    Object stock;
    List<String> reviews;

    void setProduct(Product product) {}

    void setStock(Object stock) {}

    void setReviews(List<String> reviews) {}
  }

  @FeignClient("products")
  interface ProductClient {
    @GetMapping("/products/{id}")
    Product product(long id);

    @PostMapping("/products/{id}/seen")
    void seen(long id);
  }

  @FeignClient("stock")
  interface StockClient {
    @GetMapping("/stock/{id}")
    Object getStock(long id);
  }

  @FeignClient("reviews")
  interface ReviewClient {
    @GetMapping("/reviews/{id}")
    List<String> listByProduct(long id, int size);
  }

  static class Reviews {
    private ReviewClient client;

    List<String> latest(long id) {
      return client.listByProduct(id, 5);
    }
  }

  private ProductClient products;
  private StockClient stock;
  private Reviews reviews;

  Detail detail(long id) {
    Detail detail = new Detail();
    Product product = products.product(id); // finds: independent-waits
    detail.setProduct(product);
    detail.setStock(stock.getStock(id));
    detail.setReviews(reviews.latest(id));
    return detail;
  }

  Detail afterTheProduct(long id) {
    Detail detail = new Detail();
    Product product = products.product(id);
    detail.setStock(stock.getStock(product.brand)); // finds: independent-waits
    detail.setReviews(reviews.latest(product.brand));
    return detail;
  }

  Detail withAWrite(long id) {
    Detail detail = new Detail();
    detail.setStock(stock.getStock(id)); // silent: effect
    products.seen(id);
    detail.setReviews(reviews.latest(id));
    return detail;
  }

  Detail oneUsesTheOther(long id) {
    Detail detail = new Detail();
    Product product = products.product(id); // silent: data
    detail.setReviews(reviews.latest(product.brand));
    return detail;
  }
}
