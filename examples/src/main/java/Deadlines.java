import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.Deadline;
import dev.meanwhile.DeadlineExceeded;

void main() throws InterruptedException {
  // @start region="within"
  try {
    within(
        ofMillis(300),
        () -> all(named("user", () -> "Ada"), named("org", () -> stuck()), String::concat));
  } catch (DeadlineExceeded late) {
    IO.println("still running at the deadline: " + late.stillRunning());
  }
  // @end
  // @start region="withinOr"
  IO.println(withinOr(ofMillis(300), () -> stuck(), () -> "a guest"));
  // @end
  // @start region="remaining"
  // a deadline is inherited; an inner one can only be nearer
  within(
      ofSeconds(2),
      () ->
          all(
              () -> remainingSeconds(),
              () -> within(ofSeconds(9), () -> remainingSeconds()),
              (a, b) -> {
                IO.println("seconds left, at most: " + a + " and " + b);
                return a;
              }));
  // @end
}

long remainingSeconds() {
  return Deadline.remaining().plusMillis(999).toSeconds();
}

String stuck() throws InterruptedException {
  new java.util.concurrent.CountDownLatch(1).await();
  return "never";
}
