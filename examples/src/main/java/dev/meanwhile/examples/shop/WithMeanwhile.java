package dev.meanwhile.examples.shop;

import static dev.meanwhile.Meanwhile.*;
import static java.util.Locale.ROOT;

import dev.meanwhile.Deadline;
import dev.meanwhile.Loader;
import dev.meanwhile.Outcome;
import dev.meanwhile.io.http.Http;
import dev.meanwhile.io.jdbc.Database;
import dev.meanwhile.io.jdbc.Transaction;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The shop with Meanwhile: what does not need each other waits at the same time. */
final class WithMeanwhile implements ShopService {
  private static final int MOST_INVOICES_AT_ONCE = 1_000;

  private final Database database;
  private final Http http;
  private final URI partner;
  private final Duration patience;
  private final JsonMapper json = JsonMapper.shared();

  /** Who loads does nothing else, so that a batch can wait for everybody. */
  private final Loader<Long, User, SQLException> users =
      Loader.rows(User::id, this::usersBy).named("users").waitingAtMost(Deadline.FOREVER);

  /** With how long each source of a search may take. */
  WithMeanwhile(Database database, Http http, URI partner, Duration patience) {
    this.database = database;
    this.http = http;
    this.partner = partner;
    this.patience = patience;
  }

  @Override
  public Dashboard dashboard(long userId, long orgId) throws SQLException, InterruptedException {
    return all(
        named("user", () -> user(userId)),
        named("org", () -> org(orgId)),
        named("recent invoices", () -> recentInvoices(orgId)),
        Dashboard::new);
  }

  @Override
  public Receipt order(Order order) throws Exception {
    return scope(s -> {
      var user = s.start("user", () -> user(order.userId()));
      var product = s.start("product", () -> product(order.productId()));
      var org = s.start("org", () -> org(user.get().orgId()));
      var rate =
          s.start(
              "rate", () -> rate(user.get().country(), product.get().grams() * order.quantity()));
      long total = order.total(product.get(), org.get(), rate.get());
      return new Receipt(place(order, product.get(), total), total, rate.get().cents());
    });
  }

  @Override
  public Findings search(String words) throws InterruptedException {
    return settle(
        named("products", () -> within(patience, () -> productsLike(words))),
        named("users", () -> within(patience, () -> usersLike(words))),
        named("reviews", () -> within(patience, () -> askPartner("reviews", words))),
        named(
            "recommendations", () -> within(patience, () -> askPartner("recommendations", words))),
        (products, users, reviews, recommendations) ->
            new Findings(
                List.of(
                    section("products", products),
                    section("users", users),
                    section("reviews", reviews),
                    section("recommendations", recommendations))));
  }

  @Override
  public List<InvoiceLine> invoices(long orgId) throws SQLException, InterruptedException {
    return map(
        allInvoices(orgId),
        atMost(MOST_INVOICES_AT_ONCE),
        invoice -> {
          User user = users.load(invoice.userId());
          return new InvoiceLine(invoice.id(), user.name(), invoice.cents());
        });
  }

  @Override
  public long export(Writer out) throws SQLException, IOException, InterruptedException {
    return database.<LedgerLine, Long, IOException>stream(
        "select id, org_id, cents from ledger order by id offset network_distance() rows",
        LedgerLine::of,
        lines -> {
          out.write(LedgerLine.CSV_HEADER);
          long count = 0;
          for (LedgerLine line : (Iterable<LedgerLine>) lines::iterator) {
            line.writeTo(out);
            count++;
          }
          return count;
        });
  }

  private User user(long id) throws SQLException, InterruptedException {
    return database
        .queryOne(
            "select id, org_id, name, country from users where id = ?"
                + " offset network_distance() rows",
            User::of,
            id)
        .orElseThrow(() -> new NotFound("user " + id));
  }

  /** Those with these ids, in any order: what a batch of loads needs. */
  private List<User> usersBy(Set<Long> ids) throws SQLException, InterruptedException {
    return database.queryIn(
        "select id, org_id, name, country from users where id in (...)"
            + " offset network_distance() rows",
        ids,
        User::of);
  }

  private Org org(long id) throws SQLException, InterruptedException {
    return database
        .queryOne(
            "select id, name, discount from orgs where id = ? offset network_distance() rows",
            Org::of,
            id)
        .orElseThrow(() -> new NotFound("organisation " + id));
  }

  private Product product(long id) throws SQLException, InterruptedException {
    return database
        .queryOne(
            "select id, name, cents, grams from products where id = ?"
                + " offset network_distance() rows",
            Product::of,
            id)
        .orElseThrow(() -> new NotFound("product " + id));
  }

  private List<Invoice> recentInvoices(long orgId) throws SQLException, InterruptedException {
    return database.query(
        """
        select id, user_id, cents from invoices where org_id = ?
        order by id desc offset network_distance() rows fetch first 5 rows only
        """,
        Invoice::of,
        orgId);
  }

  private List<Invoice> allInvoices(long orgId) throws SQLException, InterruptedException {
    return database.query(
        """
        select id, user_id, cents from invoices where org_id = ?
        order by id offset network_distance() rows
        """,
        Invoice::of,
        orgId);
  }

  private long place(Order order, Product product, long total)
      throws SQLException, InterruptedException {
    return database.transaction(tx -> {
      takeFromStock(tx, order, product);
      return insert(tx, order, total);
    });
  }

  private static void takeFromStock(Transaction tx, Order order, Product product)
      throws SQLException, InterruptedException {
    int taken =
        tx.update(
            """
            update products set stock = stock - ? + network_distance()
            where id = ? and stock >= ?
            """,
            order.quantity(),
            product.id(),
            order.quantity());
    if (taken == 0) {
      throw new SoldOut(product);
    }
  }

  private static long insert(Transaction tx, Order order, long total)
      throws SQLException, InterruptedException {
    long number =
        tx.query(
                "select nextval('order_numbers') offset network_distance() rows",
                row -> row.getLong(1))
            .getFirst();
    tx.update(
        "insert into orders values (?, ?, ?, ?, ? + network_distance())",
        number,
        order.userId(),
        order.productId(),
        order.quantity(),
        total);
    return number;
  }

  private static Section section(String source, Outcome<List<String>> outcome) {
    return switch (outcome) {
      case Outcome.Success(List<String> hits) -> Section.found(source, hits);
      case Outcome.Failure<List<String>> _ -> Section.missing(source);
    };
  }

  private List<String> productsLike(String words) throws SQLException, InterruptedException {
    return namesLike(
        """
        select name from products where lower(name) like ?
        order by name offset network_distance() rows
        """,
        words);
  }

  private List<String> usersLike(String words) throws SQLException, InterruptedException {
    return namesLike(
        """
        select name from users where lower(name) like ?
        order by name offset network_distance() rows fetch first 10 rows only
        """,
        words);
  }

  private List<String> namesLike(String sql, String words)
      throws SQLException, InterruptedException {
    return database.query(sql, row -> row.getString("name"), "%" + words.toLowerCase(ROOT) + "%");
  }

  private List<String> askPartner(String source, String words)
      throws IOException, InterruptedException {
    String query = "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    return List.of(get(partner.resolve("/" + source + query), String[].class));
  }

  private Rate rate(String country, int grams) throws IOException, InterruptedException {
    return get(partner.resolve("/rates?country=" + country + "&grams=" + grams), Rate.class);
  }

  private <T> T get(URI uri, Class<T> type) throws IOException, InterruptedException {
    return http.get(uri).as(body -> json.readValue(body, type));
  }
}
