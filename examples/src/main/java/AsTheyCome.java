import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import java.util.List;

void main() throws InterruptedException {
  // @start region="mapEach"
  // each result is handed over, on this thread, as soon as it is there
  mapEach(List.of(300, 20, 150), atMost(3), millis -> slept(millis), result -> IO.println(result));
  // @end
}

String slept(int millis) throws InterruptedException {
  sleep(ofMillis(millis));
  return "slept for " + millis + " ms";
}
