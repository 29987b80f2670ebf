import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import dev.meanwhile.KeyedMutex;
import dev.meanwhile.Misuse;
import dev.meanwhile.Mutex;
import dev.meanwhile.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

int balance = 0;

void main() throws InterruptedException {
  // @start region="mutex"
  Mutex account = Mutex.named("account");
  map(
      IntStream.range(0, 50).boxed(),
      atMost(50),
      _ ->
          account.withLock(() -> {
            int before = balance; // read,
            sleep(ofMillis(1)); // wait,
            return balance = before + 1; // write: without the lock an update would be lost
          }));
  IO.println("balance: " + balance);
  // @end
  try {
    account.withLock(() -> account.withLock(() -> balance));
  } catch (Misuse twice) {
    IO.println(twice.getMessage().contains("wait for itself for ever"));
  }
  keyed();
  serial();
}

void keyed() throws InterruptedException {
  // @start region="keyed"
  KeyedMutex<String> accounts = Mutex.perKey();
  int sum =
      all(
          () -> accounts.withLock("ada", () -> read("ada")),
          () -> accounts.withLock("bob", () -> read("bob")), // does not wait for ada's
          Integer::sum);
  IO.println("sum: " + sum);
  // @end
}

int read(String account) throws InterruptedException {
  sleep(ofMillis(1));
  return account.length();
}

void serial() throws InterruptedException {
  // @start region="serial"
  var handled = Collections.synchronizedList(new ArrayList<String>());
  Serial<String> events = Serial.perKey();
  scope(s -> {
    for (String event : List.of("ada:1", "bob:1", "ada:2", "bob:2", "ada:3")) {
      events.start(s, event.substring(0, 3), () -> handled.add(event));
    }
    return null;
  });
  IO.println(handled.stream().filter(event -> event.startsWith("ada")).toList());
  // @end
}
