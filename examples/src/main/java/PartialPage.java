import static dev.meanwhile.Meanwhile.*;

import dev.meanwhile.Outcome;
import dev.meanwhile.Outcome.Failure;
import dev.meanwhile.Outcome.Success;
import java.io.IOException;

// @start region="settle"
record Page(Outcome<String> user, Outcome<String> feed, Outcome<String> ads) {}

void main() throws InterruptedException {
  Page page = settle(() -> "Ada", () -> "three new letters", () -> ads(), Page::new);
  IO.println(shown(page.user()));
  IO.println(shown(page.feed()));
  IO.println(shown(page.ads()));
}

String shown(Outcome<String> part) {
  return switch (part) {
    case Success(String text) -> text;
    case Failure(Throwable cause) -> "(left out: " + cause.getMessage() + ")";
  };
}

// @end

String ads() throws IOException {
  throw new IOException("the ad server is down");
}
