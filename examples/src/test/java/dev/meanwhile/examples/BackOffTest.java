package dev.meanwhile.examples;

// @start region="virtual-time"
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class) // fails if a task, a permit or a timer is left behind
class BackOffTest {
  @Test
  void threeTriesWithThirtySecondsBetween() throws Exception {
    Iterator<String> answers = List.of("busy", "busy", "welcome").iterator();
    var time = VirtualTime.create();

    String answer = time.run(() -> withBackOff(() -> ask(answers.next())));

    assertEquals("welcome", answer);
    assertEquals(ofSeconds(60), time.elapsed()); // exact, and over in milliseconds
  }

  static <T> T withBackOff(Task<T, IOException> task) throws IOException, InterruptedException {
    for (int attempt = 1; attempt < 3; attempt++) {
      try {
        return task.run();
      } catch (IOException busy) {
        sleep(ofSeconds(30));
      }
    }
    return task.run();
  }

  static String ask(String answer) throws IOException {
    if (answer.equals("busy")) {
      throw new IOException("503");
    }
    return answer;
  }
}
// @end
