package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanwhileCommandTest {

  @Test
  void helpNamesTheCommandsAndTheExitCodes() {
    Result help = Result.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("demo", "trace", "Exit codes:", "0 ", "1 ", "2 ", "130 ", "--help", "--version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "trace", "trace show"})
  void thereIsHelpForEveryCommand(String command) {
    Result help = Result.of((command + " --help").split(" "));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: meanwhile " + command);
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theVersionIsThatOfTheBuildAndNamesTheJdk() {
    Result version = Result.of("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).matches("(?s)meanwhile \\d+\\.\\d+\\.\\d+.*JDK .*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo --scal 1          | Unknown options: '--scal', '1' | --scale",
        "demmo                  | Unmatched argument | demo",
        "demo --scale fast      | --scale | fast",
        "demo --scale 0         | --scale is 0.0; allowed: any number above 0 | --help",
        "demo --scale -1        | --scale is -1.0 | --help",
        "demo --only dash       | --only names no shape: \"dash\"; allowed: dashboard, profile |"
            + " order",
        "demo --width 12        | --width is 12; allowed: 40 or more | --help",
        "demo --color blue      | --color | never",
        "trace show             | Missing required parameter: 'FILE' | --help",
        "trace show --rows 2 x  | --rows is 2; allowed: 4 or more | --help",
      })
  void aWrongCommandLineIsSaidSoInAFewWords(String line, String problem, String hint) {
    Result result = Result.of(line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("meanwhile").contains(problem, hint);
    assertThat(result.err().lines().count()).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "trace"})
  void aMissingCommandIsSaidSo(String line) {
    Result result = line.isEmpty() ? Result.of() : Result.of(line);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--help").doesNotContain("\tat ");
  }
}
