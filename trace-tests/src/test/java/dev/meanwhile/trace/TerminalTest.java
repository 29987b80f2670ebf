package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Optional<String> SIZE = Optional.of("50 132\n");
  private static final Optional<String> PIPED = Optional.empty();

  @Test
  void aTerminalHasColoursAndItsOwnWidth() {
    assertThat(Terminal.of(Map.of("TERM", "xterm", "COLUMNS", "90"), SIZE))
        .isEqualTo(new Terminal(132, true, true));
  }

  @Test
  void aPipeHasNoColoursAndTheWidthThatTheEnvironmentSays() {
    assertThat(Terminal.of(Map.of("TERM", "xterm"), PIPED))
        .isEqualTo(new Terminal(100, false, true));
    assertThat(Terminal.of(Map.of("COLUMNS", "90"), PIPED).width()).isEqualTo(90);
    assertThat(Terminal.of(Map.of("COLUMNS", "wide"), PIPED).width()).isEqualTo(100);
  }

  @Test
  void theEnvironmentCanSwitchColoursOff() {
    assertThat(Terminal.of(Map.of("NO_COLOR", "1"), SIZE).colours()).isFalse();
    assertThat(Terminal.of(Map.of("NO_COLOR", ""), SIZE).colours()).isTrue();
    assertThat(Terminal.of(Map.of("TERM", "dumb"), SIZE).colours()).isFalse();
    assertThat(Terminal.of(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), SIZE).colours())
        .isFalse();
  }

  @Test
  void theEnvironmentCanInsistOnColours() {
    assertThat(Terminal.of(Map.of("CLICOLOR_FORCE", "1"), PIPED).colours()).isTrue();
    assertThat(Terminal.of(Map.of("CLICOLOR_FORCE", "0"), PIPED).colours()).isFalse();
  }

  @Test
  void aLocaleThatIsNotUnicodeGetsAscii() {
    assertThat(Terminal.of(Map.of("LANG", "de_DE.utf8"), SIZE).unicode()).isTrue();
    assertThat(Terminal.of(Map.of("LANG", "C"), SIZE).unicode()).isFalse();
    assertThat(Terminal.of(Map.of("LC_ALL", "C.UTF-8", "LANG", "C"), SIZE).unicode()).isTrue();
  }

  @Test
  void nothingIsNarrowerThanFortyColumns() {
    assertThat(Terminal.of(Map.of(), Optional.of("24 12")).width()).isEqualTo(40);
  }
}
