package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Grace;
import dev.meanwhile.testing.LeakGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is told of a stall by a thread that saw one, and comes late. */
@ExtendWith(LeakGuard.class)
class BackgroundRootTest {
  private final List<Throwable> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aTaskThatIsAwakeMeanwhileIsNotStuck() throws Exception {
    var background =
        OpenBackground.open(
            "audit", null, Duration.ofDays(1), Grace.FOREVER, (task, failure) -> told.add(failure));
    var runs = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    background.run(
        "awake",
        () -> {
          runs.countDown();
          mayEnd.await();
        });
    runs.await();

    TaskNode root = background.group().owner();
    root.cancel(Cancel.stalled("nobody is awake"));
    assertThat(background.group().members())
        .singleElement()
        .satisfies(task -> assertThat(task.cancelled()).isNull());

    mayEnd.countDown();
    background.close();
    assertThat(told).isEmpty();
  }
}
