import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import java.io.IOException;

void main() throws IOException, InterruptedException {
  // @start region="any"
  // the first to succeed; the mirror that is down does not matter
  IO.println(any(() -> mirror("east", 60), () -> down("west"), () -> mirror("north", 20)));
  // @end
  // @start region="race"
  // the first to finish, well or badly
  IO.println(race(() -> mirror("east", 60), () -> mirror("north", 20)));
  // @end
  // @start region="hedge"
  // the next one starts after 30 ms, or at once when one fails; the first success wins
  IO.println(hedge(ofMillis(30), () -> mirror("east", 500), () -> mirror("north", 20)));
  // @end
}

String mirror(String name, int millis) throws InterruptedException {
  sleep(ofMillis(millis));
  return "answered by " + name;
}

String down(String name) throws IOException {
  throw new IOException(name + " is down");
}
