package dev.meanwhile.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Severity;
import org.junit.jupiter.api.Test;

class GithubReportTest {
  private static String written(Report report) {
    return Samples.written(new GithubReport(Samples.BASE), report).strip();
  }

  @Test
  void aFindingIsACommandOnOneLineWithItsMessageEscaped() {
    assertThat(written(Samples.report(Samples.finding())))
        .isEqualTo(
            "::warning file=src/Pages.java,line=3,col=19,title=independent-waits"
                + "::2 waits, 100%25 of them in a row%0Awhy: neither uses the other"
                + "%0Athen: run them at once");
  }

  @Test
  void theNameOfAFileIsEscapedSoThatItCannotEndTheProperty() {
    Finding finding = Samples.finding("a,b/c:d%.java", Samples.CODE);

    assertThat(written(Samples.report(finding))).startsWith("::warning file=a%2Cb/c%3Ad%25.java,");
  }

  @Test
  void eachSeverityHasItsCommand() {
    Finding finding = Samples.finding();

    assertThat(written(Samples.report(finding.with(Severity.INFO)))).startsWith("::notice ");
    assertThat(written(Samples.report(finding.with(Severity.ERROR)))).startsWith("::error ");
  }

  @Test
  void theWorstComesFirstBecauseOnlyTenAreShown() {
    Finding likely = Samples.finding("Likely.java", Samples.CODE);
    Finding info = Samples.finding("Info.java", Samples.CODE).with(Severity.INFO);
    Finding error = Samples.finding("Error.java", Samples.CODE).with(Severity.ERROR);

    assertThat(written(Samples.report(info, likely, error)).lines())
        .extracting(line -> line.replaceAll(".*file=(\\w+).*", "$1"))
        .containsExactly("Error", "Likely", "Info");
  }

  @Test
  void whatCostsMostComesFirstAndSaysHowMuch() {
    Finding unseen = Samples.finding("src/Pages.java", "\n\n" + Samples.CODE);
    var report = new GithubReport(Samples.BASE, Samples.measured());

    assertThat(Samples.written(report, Samples.report(unseen, Samples.finding())).lines())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("line=3,", "measured: waited 80 ms in 1 call; could save 20 ms"),
            second -> assertThat(second).contains("line=5,", "measured: not seen to wait"));
  }

  @Test
  void aFileThatCouldNotBeAnalysedIsAWarning() {
    assertThat(written(Samples.problem("Broken.java", 1, "')' expected\r\nhere")))
        .isEqualTo("::warning file=Broken.java,line=1,title=not analysed::')' expected%0D%0Ahere");
    assertThat(written(Samples.problem("Huge.java", 0, "too deep")))
        .isEqualTo("::warning file=Huge.java,title=not analysed::too deep");
  }
}
