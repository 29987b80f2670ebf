package dev.meanwhile.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static String written(Report report) {
    return Samples.written(new HtmlReport(Samples.BASE), report);
  }

  @Test
  void aFindingIsShownWithItsRuleFileCodeReasonAndAdvice() {
    assertThat(written(Samples.report(Samples.finding())))
        .contains("<h1>1 finding</h1>", "in 1 file, 7 lines; 0 suppressed")
        .contains("<a href=\"#independent-waits\">", "<section id=\"independent-waits\">")
        .contains("<h3>src/Pages.java</h3>", "line 3, likely")
        .contains("<i>    4 </i>String cart = <mark>rest.get(&#34;/carts/&#34; + id)</mark>;")
        .contains(
            "<i>cart: HTTP</i>", "neither uses the other", "2 &#215; ~1 round trip &#8594; 1");
  }

  @Test
  void waitsAreBarsAndTheCostliestComeFirst() {
    Finding unseen = Samples.finding("src/Pages.java", "\n\n" + Samples.CODE);
    var report = new HtmlReport(Samples.BASE, Samples.measured());

    assertThat(Samples.written(report, Samples.report(unseen, Samples.finding())))
        .contains("<i>now: 80 ms</i><i>then: 60 ms</i>", "<span>60 ms</span>")
        .contains("<b class=\"now\" style=\"left: 25.00%; width: 75.00%\"></b>")
        .contains("<b class=\"then\" style=\"left: 0.00%; width: 100.00%\"></b>")
        .contains("<td>20 ms</td><td><a href=\"#finding-2\">Pages.page</a></td>")
        .contains("<article class=\"warning\" id=\"finding-2\">")
        .containsOnlyOnce("not seen to wait in what was measured");
  }

  @Test
  void nothingOfTheCodeIsRunByTheBrowser() {
    String code = Samples.CODE.replace("String cart", "/*</pre><script>*/String cart");

    String page = written(Samples.report(Samples.finding("src/<b>&'.java", code)));

    assertThat(page).doesNotContain("<script", "<b>&'", "http://", "https://");
    assertThat(page).contains("&#60;/pre&#62;&#60;script&#62;", "src/&#60;b&#62;&#38;&#39;.java");
  }

  @Test
  void thePageIsAsciiWhateverTheCodeHas() {
    String code = Samples.CODE.replace("String user", "String /* é 🐢 */ user");

    String page = written(Samples.report(Samples.finding("src/Pages.java", code)));

    assertThat(page).contains("&#233; &#128034;").matches("\\p{ASCII}*");
  }

  @Test
  void aFileThatCouldNotBeAnalysedIsNamed() {
    assertThat(written(Samples.problem("Broken.java", 7, "not a <statement>")))
        .contains("<h1>0 findings</h1>", "<li>Broken.java:7: not a &#60;statement&#62;</li>");
  }
}
