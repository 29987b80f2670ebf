package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgTimelineTest {

  @Test
  void aPictureHoldsTheTextAndTheBarsOfTheTerminal() throws Exception {
    String svg =
        SvgTimeline.draw(
            List.of(
                Timeline.of(TerminalTimelineTest.dashboard()),
                Timeline.of(TerminalTimelineTest.everything())),
            100);
    Document picture = parse(svg);

    assertThat(svg).contains(">invoices<", ">220 ms<", "dashboard, everything", ">⊘<");
    assertThat(picture.getDocumentElement().getAttribute("width")).isEqualTo("900");
    assertThat(picture.getElementsByTagName("rect").getLength()).isGreaterThan(20);
  }

  @Test
  void namesCannotBreakThePicture() throws Exception {
    var story = new Story("<&>");
    story.task("\"a\" < b && c", 1, 0, 10);

    assertThat(
            parse(SvgTimeline.draw(List.of(Timeline.of(story.ends(10))), 80))
                .getDocumentElement()
                .getTextContent())
        .contains("<&>", "\"a\" < b && c");
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
