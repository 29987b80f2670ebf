import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Background;
import java.io.IOException;

void main() {
  // @start region="open"
  try (var background =
      Background.named("account")
          .limit(atMost(1))
          .open((task, failure) -> IO.println(task + " failed: " + failure.getMessage()))) {
    background.run("welcome mail", () -> mail("Ada"));
    background.run("sign-in ping", () -> ping("Ada"));
  } // waits for both
  // @end
  // @start region="replace"
  try (var background = Background.open((task, failure) -> failure.printStackTrace())) {
    for (String typed : List.of("b", "ba", "bab")) {
      background.replace(
          "search",
          "search for " + typed,
          () -> {
            sleep(ofMillis(300)); // until the typing stops
            IO.println("searching for " + typed);
          });
    }
  }
  // @end
}

void mail(String user) throws IOException {
  throw new IOException("no mail server for " + user);
}

void ping(String user) {
  IO.println(user + " signed in");
}
