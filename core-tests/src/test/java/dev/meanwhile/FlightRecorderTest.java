package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.groups.Tuple.tuple;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Flight Recorder events of tasks and their waits. */
@ExtendWith(LeakGuard.class)
class FlightRecorderTest {
  @TempDir private Path folder;

  /** Records {@code work}, and gives the events of that kind. */
  private List<RecordedEvent> recorded(String kind, Task<?, ?> work) throws IOException {
    Path file = folder.resolve("recording.jfr");
    try (var recording = new Recording()) {
      recording.enable("dev.meanwhile.Task").withThreshold(Duration.ZERO);
      recording.enable("dev.meanwhile.Wait").withThreshold(Duration.ZERO);
      recording.start();
      var _ = catchThrowable(work::run);
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(kind))
        .toList();
  }

  @Test
  void everyTaskIsAnEventWithItsPathAndItsEnding() throws Exception {
    var never = new CountDownLatch(1);

    var events =
        recorded(
            "dev.meanwhile.Task",
            () ->
                settle(
                    named("good", () -> 1),
                    named(
                        "bad",
                        () -> {
                          throw new IOException();
                        }),
                    () ->
                        all(
                            named(
                                "stopped",
                                () -> {
                                  never.await();
                                  return 1;
                                }),
                            named(
                                "worse",
                                () -> {
                                  throw new IllegalStateException();
                                }),
                            List::of),
                    List::of));

    assertThat(events)
        .extracting(
            e -> e.getString("task"), e -> e.getString("parent"), e -> e.getString("ending"))
        .contains(
            tuple("good", "", "OK"),
            tuple("bad", "", "FAILED"),
            tuple("settle[2]", "", "FAILED"),
            tuple("settle[2]/stopped", "settle[2]", "CANCELLED"),
            tuple("settle[2]/worse", "settle[2]", "FAILED"));
  }

  @Test
  void aTaskIsRecordedOnItsOwnThread() throws Exception {
    var events = recorded("dev.meanwhile.Task", () -> all(List.of(named("one", () -> 1))));

    assertThat(events)
        .singleElement()
        .satisfies(e -> assertThat(e.getThread().getJavaName()).isEqualTo("one"));
  }

  @Test
  void everyWaitIsAnEventWithItsReason() throws Exception {
    var events =
        recorded(
            "dev.meanwhile.Wait",
            () ->
                VirtualTime.create()
                    .run(() ->
                        scope(
                            "shop",
                            s -> {
                              var slow = s.start("slow", () -> sleepAndReturn(10));
                              var reader = s.start("reader", () -> slow.get());
                              return reader.get();
                            })));

    assertThat(events)
        .extracting(e -> e.getString("task"), e -> e.getString("reason"))
        .contains(
            tuple("test/shop", "RESULT"),
            tuple("test/shop/reader", "RESULT"),
            tuple("test/shop/slow", "SLEEP"));
  }

  private static int sleepAndReturn(int millis) throws InterruptedException {
    sleep(Duration.ofMillis(millis));
    return millis;
  }

  @Test
  void theWorkersOfAMapAreRecordedToo() throws Exception {
    var events = recorded("dev.meanwhile.Task", () -> map(List.of(1, 2, 3), atMost(1), i -> i));

    assertThat(events).isNotEmpty().allMatch(e -> e.getString("ending").equals("OK"));
    assertThat(events).allMatch(e -> e.getString("task").startsWith("map"));
  }
}
