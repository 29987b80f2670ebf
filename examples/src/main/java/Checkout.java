import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Limit;
import dev.meanwhile.Outcome;
import dev.meanwhile.plan.CheckedPlan;
import dev.meanwhile.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

// @start region="plan"
final Plan<Cart, Order> checkout =
    Plan.define(
        "checkout",
        (p, in) -> {
          var user = p.step("user", in, this::user);
          var cart = p.step("cart", in, this::cart);
          var rates = p.step("shipping", user, cart, this::rates);
          var tax = p.step("tax", user, cart, this::tax);
          return p.step("order", cart, rates, tax, this::order);
        });

void main() throws InterruptedException {
  IO.println(checkout.run(new Cart("Ada", 3))); // each step starts the moment its inputs are there
  // @end
  look();
  terms();
  checked();
}

void look() {
  // @start region="look"
  // nothing runs for these
  IO.print(checkout.toText());
  IO.print(checkout.toMermaid());
  IO.println(checkout.levels());
  var durations = Map.of("cart", ofMillis(20), "tax", ofMillis(80), "order", ofMillis(10));
  IO.println(checkout.criticalPath(durations));
  var quicker = Map.of("cart", ofMillis(20), "tax", ofMillis(15), "order", ofMillis(10));
  IO.print(checkout.compare(durations, quicker).toText());
  Order order = new Order(1, 3, 2);
  var fakes = Map.of("user", "Ada", "cart", "-", "shipping", 3, "tax", 2, "order", order);
  IO.println(checkout.dryRun(new Cart("Ada", 1), fakes).ran());
  // @end
}

void terms() throws InterruptedException {
  // @start region="terms"
  Limit carriers = atMost(2).named("carriers");
  Plan<Cart, String> delivery =
      Plan.define(
          "delivery",
          (p, in) -> {
            var user = p.step("user", in, this::user);
            // needs a permit before it starts, and is tried three times; its failure is an answer
            var date =
                p.limit(carriers)
                    .policy(attempts(3).backoff(ofMillis(1), ofMillis(2)))
                    .outcome(s -> s.step("date", user, this::date));
            // runs only for a cart that is large enough
            var gift = p.when(in, cart -> cart.items() > 2, s -> s.step("gift", user, this::gift));
            // one call for each element, two at a time
            var parcels = p.step("parcels", in, cart -> List.of(1, cart.items() - 1));
            var labels = p.map("labels", parcels, atMost(2), items -> "a parcel of " + items);
            // a plan as a step
            var order = p.plan("checkout", in, checkout);
            return p.step("note", date, gift, labels, order, this::note);
          });
  // @end
  IO.print(delivery.toText());
  IO.println(delivery.run(new Cart("Ada", 3)));
}

void checked() throws InterruptedException {
  // @start region="checked"
  CheckedPlan<Cart, String, IOException> tracking =
      Plan.checked(
          "tracking",
          (p, in) -> {
            var user = p.step("user", in, this::user);
            return p.step("date", user, this::date);
          });
  try {
    IO.println(tracking.run(new Cart("Ada", 3)));
  } catch (IOException down) { // the compiler knows that it must be caught, and nothing else
    IO.println(down.getMessage());
  }
  // @end
}

record Cart(String user, int items) {}

record Order(int items, int shipping, int tax) {}

String user(Cart in) throws InterruptedException {
  sleep(ofMillis(20));
  return in.user();
}

Cart cart(Cart in) throws InterruptedException {
  sleep(ofMillis(20));
  return in;
}

int rates(String user, Cart cart) throws InterruptedException {
  sleep(ofMillis(20));
  return user.length() * cart.items();
}

int tax(String user, Cart cart) throws InterruptedException {
  sleep(ofMillis(20));
  return cart.items() * 2;
}

Order order(Cart cart, int rates, int tax) throws InterruptedException {
  sleep(ofMillis(20));
  return new Order(cart.items(), rates, tax);
}

String date(String user) throws IOException {
  throw new IOException("the carrier is down");
}

String gift(String user) {
  return "a card for " + user;
}

String note(Outcome<String> date, Optional<String> gift, List<String> labels, Order order) {
  return date.orElse("soon") + ", with " + gift.orElse("love") + ": " + labels + ", " + order;
}
