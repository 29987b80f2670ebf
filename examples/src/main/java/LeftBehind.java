import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Grace;
import dev.meanwhile.StillRunning;
import dev.meanwhile.Stragglers;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

void main() throws InterruptedException {
  var begun = new CountDownLatch(1);
  var release = new CountDownLatch(1);
  // @start region="grace"
  try {
    scope(
        Grace.of(ofMillis(10)),
        s -> {
          s.start("report", () -> ignoreInterrupts(begun, release));
          begun.await();
          throw new IOException("no disk");
        });
  } catch (IOException failure) {
    IO.println(failure.getMessage() + ", and left behind: " + leftBehind(failure));
  }
  for (var straggler : Stragglers.current()) { // to be alerted on
    IO.println(straggler.task() + " of " + straggler.owner() + " still runs");
  }
  // @end
  release.countDown();
}

String leftBehind(Throwable failure) {
  for (Throwable note : failure.getSuppressed()) {
    if (note instanceof StillRunning running) {
      return running.tasks().toString();
    }
  }
  return "nothing";
}

String ignoreInterrupts(CountDownLatch begun, CountDownLatch release) {
  begun.countDown();
  while (true) {
    try {
      release.await();
      return "written";
      // meanwhile: ignore swallowed-interrupt because this shows what comes of it
    } catch (InterruptedException ignored) {
      // as code does that was written before anybody thought of cancelling it
    }
  }
}
