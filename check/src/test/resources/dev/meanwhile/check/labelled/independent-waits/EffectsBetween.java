// A write among the reads: what comes after it may see what it has done.
import java.util.*;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.client.RestTemplate;

class EffectsBetween {
  static class Order {
    long id;
    long customer;
    String state;
  }

  static class Stock {
    long amount;
  }

  interface Orders extends JpaRepository<Order, Long> {
    List<Order> findByCustomer(long customer);

    long countByState(String state);
  }

  interface Stocks extends JpaRepository<Stock, Long> {
    Stock findByItem(String item);
  }

  static class Events {
    void fire(Object event) {}
  }

  private Orders orders;
  private Stocks stocks;
  private RestTemplate rest;
  private Events events;
  private long asked;

  String aSave(Order order, String item) {
    Order saved = orders.save(order); // silent: effect
    Stock stock = stocks.findByItem(item);
    return saved.state + stock.amount;
  }

  String aSaveBetween(Order order, String item) {
    long open = orders.countByState("open"); // silent: effect
    orders.save(order);
    return open + " " + stocks.findByItem(item);
  }

  String aPost(String item, long customer) {
    Stock stock = stocks.findByItem(item); // silent: effect
    rest.postForObject("http://audit/log", item, Void.class);
    return stock + " " + orders.findByCustomer(customer);
  }

  String aGetThatWrites(String order) {
    String money =
        rest.getForObject("http://pay/api/refund/" + order, String.class); // silent: effect
    String state = rest.getForObject("http://orders/api/cancel/" + order, String.class);
    return money + state;
  }

  @Transactional
  String aTransaction(String item, long customer) {
    Stock stock = stocks.findByItem(item); // silent: transaction
    List<Order> list = orders.findByCustomer(customer);
    return stock + " " + list;
  }

  String twoCounters(String item, String other) {
    String one = counted(item); // silent: shared state
    String two = counted(other);
    return one + two + asked;
  }

  private String counted(String item) {
    asked++;
    return rest.getForObject("http://items/" + item, String.class);
  }

  static class Session {
    Stock stock;

    Stock getStock() {
      return stock;
    }

    void setStock(Stock stock) {
      this.stock = stock;
    }
  }

  private final ThreadLocal<Session> sessions = new ThreadLocal<>();

  private Stock getOwnStock(String item) {
    Session session = sessions.get();
    if (session.getStock() == null) {
      session.setStock(stocks.findByItem(item));
    }
    return session.getStock();
  }

  String remembered(String item) {
    Stock before = getOwnStock(item); // silent: memoised
    Stock after = getOwnStock(item);
    return before + " " + after;
  }

  synchronized String aLock(String item, long customer) {
    Stock stock = stocks.findByItem(item); // silent: lock
    return stock + " " + orders.findByCustomer(customer);
  }

  String twoCounts() {
    long open = orders.countByState("open"); // finds: independent-waits
    long closed = orders.countByState("closed");
    long lost = orders.countByState("lost");
    return open + "/" + closed + "/" + lost;
  }

  String aWriteBeforeAndAfter(Order order, String item, long customer) {
    orders.save(order);
    Stock stock = stocks.findByItem(item); // finds: independent-waits
    List<Order> list = orders.findByCustomer(customer);
    events.fire(stock);
    return stock + " " + list;
  }
}
