import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Budget;
import dev.meanwhile.resilience.Retry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;

// @start region="retry"
// up to 4 calls in all, by chance up to 10 ms, 20 ms, 40 ms apart; a bug is not repeated
static final Retry RETRY = attempts(4).backoff(ofMillis(10), ofSeconds(1)).on(IOException.class);

void main() throws IOException, InterruptedException {
  String user = RETRY.call(() -> http("user 7"));
  IO.println(user);
  // @end
  givingUp();
  polling();
}

void givingUp() throws InterruptedException {
  // @start region="give-up"
  Retry patient =
      RETRY
          .backoff(Backoff.fixed(ofMillis(1)))
          .notOn(FileNotFoundException.class)
          .budget(Budget.percent(20)) // shared, it bounds the retries of all callers
          .onAttempt(attempt -> IO.println("attempt " + attempt.number() + " has ended"));
  try {
    patient.call(() -> http("missing"));
  } catch (IOException last) {
    IO.println(last.getMessage() + ", after " + failuresBefore(last));
  }
  // @end
}

void polling() throws InterruptedException {
  // @start region="result"
  // a result can be a reason, too; the last one is returned
  Retry poll = attempts(5).backoff(Backoff.fixed(ofMillis(1))).onResult("running"::equals);
  IO.println("the job has " + poll.call(() -> job()));
  // @end
}

int requests = 0;

/** Answers the third request, and each request for what is missing with the truth. */
String http(String what) throws IOException {
  requests++;
  if (what.equals("missing") && requests > 5) {
    throw new FileNotFoundException("404");
  }
  if (requests != 3) {
    throw new IOException("503");
  }
  return what + " at request " + requests;
}

String job() {
  requests++;
  return requests < 9 ? "running" : "ended";
}

String failuresBefore(Throwable last) {
  return Arrays.stream(last.getSuppressed()).map(Throwable::getMessage).toList().toString();
}
