package dev.meanwhile.cli;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What is to be seen while a process is recorded. */
class RecordingBarTest {
  private final RecordingBar bar = new RecordingBar(4711, ofSeconds(10));

  @Test
  void theBarFillsAndTellsTheTimeLeft() {
    assertThat(bar.at(ofSeconds(0), false))
        .isEqualTo(
            ".............................. 10 s left"
                + " | Recording process 4711 for 10.0 s | Ctrl-C ends it");
    assertThat(bar.at(ofMillis(3_400), false))
        .startsWith("##########.................... 7 s left");
    assertThat(bar.at(ofSeconds(11), true)).startsWith("██████████████████████████████ 0 s left");
  }

  @Test
  void nothingIsLeftWhenTheTimeIsOver() {
    assertThat(bar.left(ofSeconds(4))).isEqualTo(ofSeconds(6));
    assertThat(bar.left(ofSeconds(11))).isZero();
  }

  @Test
  void aRecordingWithoutAnEndTellsHowLongItHasTaken() {
    var endless = new RecordingBar(4711, null);

    assertThat(endless.at(ofSeconds(75), false))
        .isEqualTo("Recording process 4711 until Ctrl-C | 75 s");
    assertThat(endless.left(ofSeconds(75))).isPositive();
  }

  @Test
  void theScreenShowsWhatThereIsRoomForAndGivesTheTerminalBack() {
    var out = new StringWriter();

    try (var screen = new Screen(new PrintWriter(out), 3)) {
      screen.show("one\ntwo\nthree\n");
    }

    assertThat(out.toString())
        .startsWith("\033[?1049h")
        .contains("one", "two")
        .doesNotContain("three")
        .endsWith("\033[?1049l");
  }
}
