import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

// @start region="scope"
record Order(String user, int items, int shipping, int tax) {}

void main() throws InterruptedException {
  // data flow is the schedule: what needs nothing starts at once, what needs a result asks for it
  Order order =
      scope(
          "order",
          s -> {
            var user = s.start("user", () -> slowly("Ada"));
            var cart = s.start("cart", () -> slowly(3));
            var shipping = s.start("shipping", () -> slowly(user.get().length() * cart.get()));
            var tax = s.start("tax", () -> slowly(cart.get() * 2));
            return new Order(user.get(), cart.get(), shipping.get(), tax.get());
          });
  IO.println(order);
}

// @end

<T> T slowly(T answer) throws InterruptedException {
  sleep(ofMillis(20));
  return answer;
}
