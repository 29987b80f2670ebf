import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.DeadlineExceeded;
import java.util.concurrent.CountDownLatch;

void main() throws InterruptedException {
  try {
    within(ofMillis(50), () -> order());
  } catch (DeadlineExceeded late) {
    IO.println("the order was too late");
  }
  // @start region="using"
  IO.println(using(() -> connect("east"), Connection::greeting, Connection::close));
  // @end
  // @start region="closing"
  // the slow one connects in the end, and nobody is there to take the connection: it is closed
  var first = race(closing(() -> connectQuickly("north")), closing(() -> connectSlowly("west")));
  // @end
  IO.println(first.greeting());
  first.close();
}

String order() throws InterruptedException {
  // @start region="shield"
  boolean paid = false;
  try {
    paid = pay();
    return "ordered";
  } finally {
    if (!paid) {
      shield(ofSeconds(5), () -> tellTheShop()); // also when we were told to stop
    }
  }
  // @end
}

boolean pay() throws InterruptedException {
  new CountDownLatch(1).await();
  return true;
}

String tellTheShop() throws InterruptedException {
  sleep(ofMillis(1));
  IO.println("the shop knows that nobody pays");
  return "told";
}

Connection connect(String place) {
  return new Connection(place);
}

static final CountDownLatch CONNECTING = new CountDownLatch(1);

Connection connectQuickly(String place) throws InterruptedException {
  CONNECTING.await();
  return connect(place);
}

Connection connectSlowly(String place) {
  try {
    CONNECTING.countDown();
    new CountDownLatch(1).await();
    // meanwhile: ignore swallowed-interrupt because some drivers do that
  } catch (InterruptedException ignored) {
    // a driver that swallows interrupts
  }
  return new Connection(place);
}

record Connection(String place) implements AutoCloseable {
  String greeting() {
    return "hello from " + place;
  }

  @Override
  public void close() {
    IO.println("closed " + place);
  }
}
