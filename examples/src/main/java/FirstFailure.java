import static dev.meanwhile.Meanwhile.*;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

void main() throws InterruptedException {
  // @start region="failure"
  var waiting = new CountDownLatch(1);
  try {
    all(
        () -> {
          try {
            waiting.countDown();
            return stuck();
          } catch (InterruptedException told) {
            IO.println("the sibling was told to stop");
            throw told;
          }
        },
        () -> {
          waiting.await();
          return fails();
        },
        (a, b) -> a + b);
  } catch (IOException itself) {
    IO.println("caught the exception itself: " + itself.getMessage());
  }
  // @end
}

long stuck() throws InterruptedException {
  new CountDownLatch(1).await();
  return 1;
}

long fails() throws IOException {
  throw new IOException("no route to the warehouse");
}
