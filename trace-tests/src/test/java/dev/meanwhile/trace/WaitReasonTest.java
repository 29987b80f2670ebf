package dev.meanwhile.trace;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.testing.VirtualTime;
import dev.meanwhile.trace.Segment.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wait is drawn by what it is for, and keeps its reason. */
class WaitReasonTest {
  private final Recorder recorder = new Recorder();

  @TempDir Path folder;

  @Test
  void backOffAndRateAreWaitsAlsoAfterTheyWereWrittenAndRead() throws Exception {
    record();
    Path file = folder.resolve("run.jsonl");
    TraceFile.write(file, recorder.runs().getFirst());

    TaskRow row = Timeline.of(TraceFile.read(file)).rows().getFirst();

    var waits = row.segments().stream().filter(part -> part.kind() == Kind.WAITING).toList();
    assertThat(waits)
        .extracting(Segment::reason, part -> part.nanos() / 1_000_000)
        .containsExactly(tuple(WaitReason.BACKOFF, 400L), tuple(WaitReason.RATE, 600L));
    assertThat(waits).allMatch(Segment::isCritical);
  }

  @Test
  void eachHasASignOfItsOwn() throws Exception {
    record();

    String drawn =
        new TerminalTimeline(new Terminal(60, false, false))
            .draw(Timeline.of(recorder.runs().getFirst()));

    assertThat(drawn)
        .contains("* test     :::::")
        .contains(". queued  : back-off")
        .contains("wall 1000 ms");
  }

  private void record() throws Exception {
    Iterator<String> answers = List.of("busy", "a").iterator();
    Policy policy =
        Policy.of(
            Retry.attempts(2).backoff(Backoff.fixed(ofMillis(400))),
            RateLimit.strict(1, ofSeconds(1)));
    try (var _ = recorder.install()) {
      VirtualTime.create().run(() -> policy.call(() -> answer(answers.next())));
    }
  }

  private static String answer(String answer) throws IOException {
    if (answer.equals("busy")) {
      throw new IOException("503");
    }
    return answer;
  }
}
