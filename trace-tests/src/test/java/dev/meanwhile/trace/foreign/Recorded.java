package dev.meanwhile.trace.foreign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;

/** Work whose waits are recorded, however short. */
final class Recorded {
  private static final List<String> EVENTS =
      List.of("jdk.SocketRead", "jdk.ThreadPark", "jdk.VirtualThreadPinned", "dev.meanwhile.Task");

  private Recorded() {}

  /** Something that waits. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Does the work, and reports what it waited for. */
  static WaitReport report(Path folder, Work work) throws Exception {
    Path file = folder.resolve("waits.jfr");
    try (var recording = started()) {
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return WaitReport.read(file);
  }

  /** A recording that has begun. */
  static Recording started() {
    var recording = new Recording();
    for (String event : EVENTS) {
      recording.enable(event).withThreshold(Duration.ZERO).withStackTrace().with("throttle", "off");
    }
    recording.start();
    return recording;
  }
}
