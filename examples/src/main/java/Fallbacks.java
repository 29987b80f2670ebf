import static dev.meanwhile.Meanwhile.*;

import dev.meanwhile.resilience.Fallback;
import java.io.IOException;
import java.io.UncheckedIOException;

void main() throws IOException, InterruptedException {
  // @start region="fallback"
  // one after the other, until one answers
  String rates = Fallback.of(() -> live(), () -> cached(), () -> "the rates of yesterday").run();
  IO.println(rates);
  // @end
  // @start region="condition"
  Fallback<String, IOException> picky =
      Fallback.of(this::live, () -> "a guess").onFailure(IOException.class::isInstance);
  IO.println(picky.run());
  // @end
  // @start region="all-fail"
  try {
    Fallback.of(() -> live(), () -> cached()).run();
  } catch (UncheckedIOException last) {
    IO.println(last.getMessage() + ", and before: " + last.getSuppressed()[0].getMessage());
  }
  // @end
}

String live() throws IOException {
  throw new IOException("the exchange is closed");
}

String cached() {
  throw new UncheckedIOException("the cache is cold", new IOException("no entry"));
}
