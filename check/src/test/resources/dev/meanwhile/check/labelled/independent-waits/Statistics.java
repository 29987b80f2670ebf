// Figures of a dashboard: many small questions, none needs another.
import java.util.*;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

class Statistics {
  static class Figures {
    long users;
    long orders;
    String last;

    Figures(long users, long orders) {}

    Figures() {}
  }

  static class Query {
    static Query of(String text) {
      return new Query();
    }
  }

  private JdbcTemplate jdbc;
  private MongoTemplate mongo;
  private StringRedisTemplate redis;

  Figures inSql() {
    Long users =
        jdbc.queryForObject("select count(*) from users", Long.class); // finds: independent-waits
    Long orders = jdbc.queryForObject("select count(*) from orders where day = ?", Long.class, 7);
    return new Figures(users, orders);
  }

  Figures inFields() {
    Figures figures = new Figures();
    figures.users =
        jdbc.queryForObject("select count(*) from users", Long.class); // finds: independent-waits
    figures.orders = jdbc.queryForObject("select count(*) from orders", Long.class);
    return figures;
  }

  Figures inDocuments(String shop) {
    long users =
        mongo.count(Query.of("users of " + shop), Figures.class); // finds: independent-waits
    long orders = mongo.count(Query.of("orders of " + shop), Figures.class);
    return new Figures(users, orders);
  }

  Figures onOneConnection(java.sql.Connection connection) {
    JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    Long users =
        template.queryForObject(
            "select count(*) from users", Long.class); // silent: shared receiver
    Long orders = template.queryForObject("select count(*) from orders", Long.class);
    return new Figures(users, orders);
  }

  List<String> inKeys(String shop) {
    String last = redis.opsForValue().get("last:" + shop); // finds: independent-waits
    String top = redis.opsForValue().get("top:" + shop);
    return Arrays.asList(last, top);
  }

  String cachedOrAsked(String shop) {
    String last = redis.opsForValue().get("last:" + shop); // silent: fallback
    if (last == null) {
      last = jdbc.queryForObject("select last from shops where id = ?", String.class, shop);
    }
    return last;
  }

  String counted(String shop) {
    Long seen = redis.opsForValue().increment("seen:" + shop); // silent: effect
    String last = redis.opsForValue().get("last:" + shop);
    return seen + last;
  }

  Figures sequence() {
    Long next = jdbc.queryForObject("select nextval('ids')", Long.class); // silent: effect
    Long orders = jdbc.queryForObject("select count(*) from orders", Long.class);
    return new Figures(next, orders);
  }
}
