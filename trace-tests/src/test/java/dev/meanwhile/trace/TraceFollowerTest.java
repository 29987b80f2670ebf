package dev.meanwhile.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFollowerTest {
  @TempDir Path folder;

  @Test
  void everyEventComesOnceHoweverTheFileGrows() throws Exception {
    RunTrace trace = TerminalTimelineTest.everything();
    Path whole = folder.resolve("whole.jsonl");
    TraceFile.write(whole, trace);
    byte[] bytes = Files.readAllBytes(whole);
    Path growing = Files.createFile(folder.resolve("growing.jsonl"));

    var seen = new ArrayList<TaskEvent>();
    try (TraceFollower follower = TraceFile.follow(growing)) {
      for (int from = 0; from < bytes.length; from += 7) {
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(from + 7, bytes.length));
        Files.write(growing, piece, APPEND);
        seen.addAll(follower.poll());
        assertThat(follower.poll()).isEmpty();
      }
    }

    assertThat(seen).isEqualTo(trace.events());
  }

  @Test
  void whatOnlyALaterVersionKnowsIsCounted() throws Exception {
    Path file = Files.createFile(folder.resolve("new.jsonl"));
    try (TraceFollower follower = TraceFile.follow(file)) {
      append(
          file,
          """
          {"type":"run","format":1,"run":1,"name":"n","began":null,"dropped":0}
          {"type":"surprise","run":1}
          {"type":"dropped","run":1,"dropped":3}
          """);

      assertThat(follower.poll()).isEmpty();
      assertThat(follower.unknown()).isEqualTo(1);
    }
  }

  @Test
  void aLineThatIsNoneOfATraceIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("bad.jsonl"));
    try (TraceFollower follower = TraceFile.follow(file)) {
      append(file, "hello\n");

      assertThatThrownBy(follower::poll)
          .isInstanceOf(MalformedTrace.class)
          .hasMessageContaining("bad.jsonl, line 1: not JSON");
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8), APPEND);
  }
}
