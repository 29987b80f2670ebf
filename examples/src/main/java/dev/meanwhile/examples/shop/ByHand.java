package dev.meanwhile.examples.shop;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/** The shop in plain JDBC and {@link HttpClient}: one thing after the other. */
final class ByHand implements ShopService {
  private static final int ROWS_AT_ONCE = 256;

  private final DataSource database;
  private final URI partner;
  private final Duration patience;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();

  /** With how long each source of a search may take. */
  ByHand(DataSource database, URI partner, Duration patience) {
    this.database = database;
    this.partner = partner;
    this.patience = patience;
  }

  @Override
  public Dashboard dashboard(long userId, long orgId) throws SQLException {
    User user = user(userId);
    Org org = org(orgId);
    List<Invoice> recent = recentInvoices(orgId);
    return new Dashboard(user, org, recent);
  }

  @Override
  public Receipt order(Order order) throws SQLException, IOException, InterruptedException {
    User user = user(order.userId());
    Org org = org(user.orgId());
    Product product = product(order.productId());
    Rate rate = rate(user.country(), product.grams() * order.quantity());
    long total = order.total(product, org, rate);
    long number = place(order, product, total);
    return new Receipt(number, total, rate.cents());
  }

  @Override
  public Findings search(String words) throws InterruptedException {
    Section products = productsLike(words);
    Section users = usersLike(words);
    Section reviews = askPartner("reviews", words);
    Section recommendations = askPartner("recommendations", words);
    return new Findings(List.of(products, users, reviews, recommendations));
  }

  @Override
  public List<InvoiceLine> invoices(long orgId) throws SQLException {
    var lines = new ArrayList<InvoiceLine>();
    for (Invoice invoice : allInvoices(orgId)) {
      User user = user(invoice.userId());
      lines.add(new InvoiceLine(invoice.id(), user.name(), invoice.cents()));
    }
    return lines;
  }

  @Override
  public long export(Writer out) throws SQLException, IOException {
    String sql = "select id, org_id, cents from ledger order by id offset network_distance() rows";
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false); // otherwise PostgreSQL sends all rows at once
      query.setFetchSize(ROWS_AT_ONCE);
      out.write(LedgerLine.CSV_HEADER);
      try (ResultSet row = query.executeQuery()) {
        long count = 0;
        while (row.next()) {
          LedgerLine.of(row).writeTo(out);
          count++;
        }
        return count;
      }
    }
  }

  private User user(long id) throws SQLException {
    String sql =
        "select id, org_id, name, country from users where id = ? offset network_distance() rows";
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new NotFound("user " + id);
        }
        return User.of(row);
      }
    }
  }

  private Org org(long id) throws SQLException {
    String sql = "select id, name, discount from orgs where id = ? offset network_distance() rows";
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new NotFound("organisation " + id);
        }
        return Org.of(row);
      }
    }
  }

  private Product product(long id) throws SQLException {
    String sql =
        "select id, name, cents, grams from products where id = ? offset network_distance() rows";
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new NotFound("product " + id);
        }
        return Product.of(row);
      }
    }
  }

  private List<Invoice> recentInvoices(long orgId) throws SQLException {
    String sql =
        """
        select id, user_id, cents from invoices where org_id = ?
        order by id desc offset network_distance() rows fetch first 5 rows only
        """;
    return invoicesBy(sql, orgId);
  }

  private List<Invoice> allInvoices(long orgId) throws SQLException {
    String sql =
        """
        select id, user_id, cents from invoices where org_id = ?
        order by id offset network_distance() rows
        """;
    return invoicesBy(sql, orgId);
  }

  private List<Invoice> invoicesBy(String sql, long orgId) throws SQLException {
    var invoices = new ArrayList<Invoice>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, orgId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          invoices.add(Invoice.of(row));
        }
      }
    }
    return invoices;
  }

  private long place(Order order, Product product, long total) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        takeFromStock(connection, order, product);
        long number = insert(connection, order, total);
        connection.commit();
        return number;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static void takeFromStock(Connection connection, Order order, Product product)
      throws SQLException {
    String sql =
        """
        update products set stock = stock - ? + network_distance()
        where id = ? and stock >= ?
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, order.quantity());
      update.setLong(2, product.id());
      update.setInt(3, order.quantity());
      if (update.executeUpdate() == 0) {
        throw new SoldOut(product);
      }
    }
  }

  private static long insert(Connection connection, Order order, long total) throws SQLException {
    long number;
    String next = "select nextval('order_numbers') offset network_distance() rows";
    try (PreparedStatement query = connection.prepareStatement(next);
        ResultSet row = query.executeQuery()) {
      row.next();
      number = row.getLong(1);
    }
    String sql = "insert into orders values (?, ?, ?, ?, ? + network_distance())";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, number);
      insert.setLong(2, order.userId());
      insert.setLong(3, order.productId());
      insert.setInt(4, order.quantity());
      insert.setLong(5, total);
      insert.executeUpdate();
    }
    return number;
  }

  private Section productsLike(String words) {
    String sql =
        """
        select name from products where lower(name) like ?
        order by name offset network_distance() rows
        """;
    try {
      return Section.found("products", namesLike(sql, words));
    } catch (SQLException unavailable) {
      return Section.missing("products");
    }
  }

  private Section usersLike(String words) {
    String sql =
        """
        select name from users where lower(name) like ?
        order by name offset network_distance() rows fetch first 10 rows only
        """;
    try {
      return Section.found("users", namesLike(sql, words));
    } catch (SQLException unavailable) {
      return Section.missing("users");
    }
  }

  private List<String> namesLike(String sql, String words) throws SQLException {
    var names = new ArrayList<String>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setQueryTimeout((int) Math.max(1, patience.toSeconds()));
      query.setString(1, "%" + words.toLowerCase(Locale.ROOT) + "%");
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          names.add(row.getString("name"));
        }
      }
    }
    return names;
  }

  private Section askPartner(String source, String words) throws InterruptedException {
    URI uri =
        partner.resolve("/" + source + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    try {
      return Section.found(source, List.of(get(uri, String[].class)));
    } catch (IOException unavailable) {
      return Section.missing(source);
    }
  }

  private Rate rate(String country, int grams) throws IOException, InterruptedException {
    return get(partner.resolve("/rates?country=" + country + "&grams=" + grams), Rate.class);
  }

  private <T> T get(URI uri, Class<T> type) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(patience).build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode() + " of " + uri.getPath());
    }
    return json.readValue(response.body(), type);
  }
}
