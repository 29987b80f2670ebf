package dev.meanwhile.examples.shop;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the shop does, however it is written. Both forms give the same answers. */
public interface ShopService {
  /** The start page: three reads, none of which needs another. */
  Dashboard dashboard(long userId, long orgId) throws Exception;

  /** Takes an order: reads, of which some need others, and then one transaction. */
  Receipt order(Order order) throws Exception;

  /** Asks several sources. One that fails or is too slow is missing; the others count. */
  Findings search(String words) throws Exception;

  /** All invoices of an organisation, each with the name of its user. */
  List<InvoiceLine> invoices(long orgId) throws Exception;

  /**
   * Writes the whole ledger as CSV, without ever having it in memory.
   *
   * @return how many lines it has
   */
  long export(Writer out) throws Exception;

  /** Somebody who buys. */
  record User(long id, long orgId, String name, String country) {
    static User of(ResultSet row) throws SQLException {
      return new User(
          row.getLong("id"),
          row.getLong("org_id"),
          row.getString("name"),
          row.getString("country"));
    }
  }

  /** Whom somebody buys for. */
  record Org(long id, String name, int discount) {
    static Org of(ResultSet row) throws SQLException {
      return new Org(row.getLong("id"), row.getString("name"), row.getInt("discount"));
    }
  }

  /** What is to be paid. */
  record Invoice(long id, long userId, long cents) {
    static Invoice of(ResultSet row) throws SQLException {
      return new Invoice(row.getLong("id"), row.getLong("user_id"), row.getLong("cents"));
    }
  }

  /** An invoice for people. */
  record InvoiceLine(long id, String user, long cents) {}

  /** What can be bought. */
  record Product(long id, String name, long cents, int grams) {
    static Product of(ResultSet row) throws SQLException {
      return new Product(
          row.getLong("id"), row.getString("name"), row.getLong("cents"), row.getInt("grams"));
    }
  }

  /** The start page. */
  record Dashboard(User user, Org org, List<Invoice> recent) {}

  /** Who wants how much of what. */
  record Order(long userId, long productId, int quantity) {
    private static final int MOST = 100;

    public Order {
      if (quantity < 1 || quantity > MOST) {
        throw new IllegalArgumentException("a quantity of " + quantity + "; allowed: 1 to " + MOST);
      }
    }

    /** What it costs, in cents. */
    long total(Product product, Org org, Rate rate) {
      return product.cents() * quantity * (100 - org.discount()) / 100 + rate.cents();
    }
  }

  /** What a parcel costs, as the partner says. */
  record Rate(long cents) {}

  /** An order that was taken. */
  record Receipt(long number, long cents, long shipping) {}

  /** What was found, source by source. */
  record Findings(List<Section> sections) {}

  /** What one source knew; {@code missing} if it could not be asked. */
  record Section(String source, boolean missing, List<String> hits) {
    static Section found(String source, List<String> hits) {
      return new Section(source, false, hits);
    }

    static Section missing(String source) {
      return new Section(source, true, List.of());
    }
  }

  /** A line of the ledger. */
  record LedgerLine(long id, long orgId, long cents) {
    static final String CSV_HEADER = "id,org,cents\n";

    static LedgerLine of(ResultSet row) throws SQLException {
      return new LedgerLine(row.getLong("id"), row.getLong("org_id"), row.getLong("cents"));
    }

    void writeTo(Writer out) throws IOException {
      out.write(id + "," + orgId + "," + cents + "\n");
    }
  }

  /** There is no such thing. */
  final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotFound(String what) {
      super("there is no " + what);
    }
  }

  /** There is less left than was ordered. */
  final class SoldOut extends RuntimeException {
    private static final long serialVersionUID = 1;

    SoldOut(Product product) {
      super("not enough is left of: " + product.name());
    }
  }
}
