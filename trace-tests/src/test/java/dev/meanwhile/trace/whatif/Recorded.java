package dev.meanwhile.trace.whatif;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Task;
import dev.meanwhile.testing.VirtualTime;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.RunTrace;
import java.util.List;
import java.util.stream.Stream;

/** Real runs on virtual time, and what they are made of. */
final class Recorded {
  static final long MILLI = 1_000_000;

  private Recorded() {}

  /** What a program did, however it ended. */
  static RunTrace run(Task<?, ? extends Exception> program) {
    var recorder = new Recorder();
    try (var _ = recorder.install()) {
      VirtualTime.create().run(program);
    } catch (Exception e) {
      // its end is in the trace
    }
    return recorder.runs().getFirst();
  }

  /** A call that takes so long. */
  static Task<String, RuntimeException> call(String name, long millis) {
    return named(
        name,
        () -> {
          sleep(ofMillis(millis));
          return name;
        });
  }

  /** The same calls one after the other, as code by hand has it. */
  @SafeVarargs
  static Task<Object, RuntimeException> inOrder(Task<String, RuntimeException>... calls) {
    return () -> {
      for (Task<String, RuntimeException> call : calls) {
        all(List.of(call));
      }
      return "done";
    };
  }

  /** And at once. */
  @SafeVarargs
  static Task<Object, RuntimeException> atOnce(Task<String, RuntimeException>... calls) {
    return () -> all(Stream.of(calls).toList());
  }

  static double millis(long nanos) {
    return (double) nanos / MILLI;
  }
}
