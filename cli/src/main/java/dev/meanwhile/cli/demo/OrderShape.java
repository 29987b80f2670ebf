package dev.meanwhile.cli.demo;

import static dev.meanwhile.Meanwhile.scope;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A checkout: some of its reads need the results of others. */
final class OrderShape implements Shape {
  record Order(String cart, String shipping, String tax, String inventory) {}

  private final Endpoint user;
  private final Query cart;
  private final Endpoint shipping;
  private final Endpoint tax;
  private final Query inventory;

  OrderShape(Pace pace) {
    user = pace.endpoint("customer", 150);
    cart = pace.query("cart", 120);
    shipping = pace.endpoint("shipping", 140);
    tax = pace.endpoint("tax", 100);
    inventory = pace.query("inventory", 160);
  }

  private Order byHand(Calls calls) throws IOException, SQLException, InterruptedException {
    String who = calls.get(user);
    String what = calls.read(cart);
    return new Order(
        what, shippingOf(calls, who, what), taxOf(calls, who, what), inventoryOf(calls, what));
  }

  private Order meanwhile(Calls calls) throws Exception {
    return scope(checkout -> {
      var who = checkout.start("user", () -> calls.get(user));
      var what = checkout.start("cart", () -> calls.read(cart));
      var shipping = checkout.start("shipping", () -> shippingOf(calls, who.get(), what.get()));
      var tax = checkout.start("tax", () -> taxOf(calls, who.get(), what.get()));
      var inventory = checkout.start("inventory", () -> inventoryOf(calls, what.get()));
      return new Order(what.get(), shipping.get(), tax.get(), inventory.get());
    });
  }

  private String shippingOf(Calls calls, String who, String what)
      throws IOException, InterruptedException {
    return calls.get(shipping) + " of " + what + " to " + who;
  }

  private String taxOf(Calls calls, String who, String what)
      throws IOException, InterruptedException {
    return calls.get(tax) + " on " + what + " for " + who;
  }

  private String inventoryOf(Calls calls, String what) throws SQLException {
    return calls.read(inventory) + " of " + what;
  }

  @Override
  public String name() {
    return "order";
  }

  @Override
  public String story() {
    return "user and cart, and what needs them: two levels instead of five steps";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(user, shipping, tax);
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        Variant.byHand(Read.oneAfterTheOther(user, cart, shipping, tax, inventory), this::byHand),
        Variant.meanwhile(
            longer(
                Read.atOnce(user, cart).plus(Read.atOnce(shipping, tax)),
                Read.oneAfterTheOther(cart, inventory)),
            this::meanwhile));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
