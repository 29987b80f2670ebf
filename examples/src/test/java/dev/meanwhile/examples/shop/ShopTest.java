package dev.meanwhile.examples.shop;

import static dev.meanwhile.examples.shop.OpenShop.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of the shop, over HTTP. */
@ExtendWith(LeakGuard.class)
class ShopTest {
  private OpenShop shop;

  @AfterEach
  void close() throws Exception {
    shop.close();
  }

  @Nested
  class BothForms {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "dashboard?user=1&org=1",
          "dashboard?user=999&org=1",
          "dashboard?user=one&org=1",
          "dashboard?user=1",
          "search?q=la",
          "search?q=nothing+like+it",
          "search",
          "invoices?org=1",
          "invoices?org=2",
          "invoices?org=99",
          "export",
          "unknown"
        })
    void answerTheSame(String asked) throws Exception {
      shop = OpenShop.open();

      HttpResponse<String> byHand = shop.get("/by-hand/" + asked);
      HttpResponse<String> withMeanwhile = shop.get("/meanwhile/" + asked);

      assertThat(withMeanwhile.statusCode()).isEqualTo(byHand.statusCode());
      assertThat(withMeanwhile.body()).isEqualTo(byHand.body()).isNotEmpty();
      assertThat(shop.connectionsInUse()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/by-hand/", "/meanwhile/"})
    void showADashboard(String form) throws Exception {
      shop = OpenShop.open();

      assertThat(shop.get(form + "dashboard?user=2&org=1").body())
          .isEqualTo(
              """
              {"user":{"id":2,"orgId":3,"name":"user 2","country":"DE"},\
              "org":{"id":1,"name":"org 1","discount":5},"recent":[\
              {"id":500,"userId":21,"cents":2600},{"id":499,"userId":14,"cents":2469},\
              {"id":498,"userId":7,"cents":2338},{"id":497,"userId":120,"cents":2207},\
              {"id":496,"userId":113,"cents":2076}]}\
              """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/by-hand/", "/meanwhile/"})
    void exportTheWholeLedger(String form) throws Exception {
      shop = OpenShop.open();

      assertThat(shop.get(form + "export").body())
          .startsWith("id,org,cents\n1,2,37\n2,3,74\n")
          .endsWith("\n2000,3,74000\n")
          .hasLineCount(2_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/by-hand/", "/meanwhile/"})
    void sellWhatIsThereAndNothingElse(String form) throws Exception {
      shop = OpenShop.open();
      shop.execute("update products set stock = 5 where id = 2");

      HttpResponse<String> sold = shop.post(form + "order?user=2&product=2&quantity=3");
      HttpResponse<String> soldOut = shop.post(form + "order?user=2&product=2&quantity=3");

      assertThat(sold.statusCode()).as(sold.body()).isEqualTo(200);
      assertThat(sold.body()).isEqualTo("{\"number\":1,\"cents\":5080,\"shipping\":580}");
      assertThat(soldOut.statusCode()).isEqualTo(409);
      assertThat(soldOut.body()).isEqualTo("{\"error\":\"not enough is left of: table 2\"}");
      assertThat(shop.number("select stock from products where id = 2")).isEqualTo(2);
      assertThat(shop.number("select count(*) from orders")).isEqualTo(1);
      assertThat(shop.number("select cents from orders where number = 1")).isEqualTo(5080);
      assertThat(shop.connectionsInUse()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
      "/by-hand/, 0, 400",
      "/meanwhile/, 0, 400",
      "/by-hand/, 101, 400",
      "/meanwhile/, 101, 400"
    })
    void refuseAnOddQuantity(String form, int quantity, int status) throws Exception {
      shop = OpenShop.open();

      HttpResponse<String> refused =
          shop.post(form + "order?user=2&product=2&quantity=" + quantity);

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo("{\"error\":\"a quantity of " + quantity + "; allowed: 1 to 100\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/by-hand/", "/meanwhile/"})
    void findWhatThoseSourcesHaveThatAnswer(String form) throws Exception {
      shop = OpenShop.open(10, Duration.ofMillis(200), NEVER);
      shop.shop().partner().setLatency("/reviews", NEVER);

      HttpResponse<String> found = shop.get(form + "search?q=lamp");

      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(found.body()).contains("{\"source\":\"reviews\",\"missing\":true,\"hits\":[]}");
      OpenShop.await(() -> shop.shop().partner().abandoned() == 1);
      assertThat(shop.connectionsInUse()).isZero();
    }
  }

  @Nested
  class InvoicesAndTheirUsers {
    @Test
    void are501QueriesByHand() throws Exception {
      shop = OpenShop.open();
      shop.execute("set query_statistics true");

      shop.get("/by-hand/invoices?org=1");

      assertThat(queries()).isEqualTo(501);
    }

    @Test
    void are2QueriesWithALoader() throws Exception {
      shop = OpenShop.open();
      shop.execute("set query_statistics true");

      shop.get("/meanwhile/invoices?org=1");

      assertThat(queries()).isEqualTo(2);
    }

    /** As the database counts them. */
    private int queries() {
      return shop.number(
          """
          select sum(execution_count) from information_schema.query_statistics
          where sql_statement like '%network_distance%' and sql_statement not like '%sum(%'
          """);
    }
  }
}
