package dev.meanwhile.benchmarks.harness;

import static dev.meanwhile.benchmarks.harness.Contest.byHand;
import static dev.meanwhile.benchmarks.harness.Contest.ours;
import static dev.meanwhile.benchmarks.harness.Contest.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.meanwhile.benchmarks.harness.LineChart.Line;
import dev.meanwhile.benchmarks.harness.LineChart.Point;
import dev.meanwhile.benchmarks.harness.Tournament.Outcome;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportsTest {
  private final Outcome outcome =
      new Outcome(
          List.of(
              Contest.standings(
                  Contest.workload(Goal.within(1_000), Goal.timesTheFloor(1.5)),
                  peer("Other", 30_000, Double.NaN),
                  ours(1_500, 96),
                  byHand(500, 8))),
          List.of(),
          List.of("W9 all=1"),
          List.of("W3 limit=8, Other: wrong"));

  @Test
  void theTerminalGetsOneTableForEachVariantWithTheGoalsBelow() {
    assertThat(TextReport.of(outcome))
        .isEqualTo(
            """
            W0  nothing at all  (limit=8 items=10)
                             median               range   to best peer   to by hand   bytes
                by hand      500 ns     500 ns - 500 ns         0.02 ×       1.00 ×     8 B
              > Meanwhile   1.50 µs   1.50 µs - 1.50 µs         0.05 ×       3.00 ×    96 B
                Other       30.0 µs   30.0 µs - 30.0 µs         1.00 ×       60.0 ×       -
                MISSED:  at most 1.00 µs
                MISSED:  at most 1.5 × by hand

            No time for: W9 all=1
            FAILED: W3 limit=8, Other: wrong
            """);
  }

  @Test
  void programsGetTheFiguresAsTheyAre() {
    assertThat(JsonReport.of(outcome, Map.of("JDK", "25")))
        .contains("\"JDK\" : \"25\"", "\"medianNanos\" : 1500.0", "\"bytes\" : null")
        .contains("\"verdict\" : \"MISSED\"", "\"skipped\" : [ \"W9 all=1\" ]");
  }

  @Nested
  class ThePage {
    @Test
    void keepsWhatIsWrittenByHand() {
      String page =
          "before\n" + MarkdownReport.BEGIN + "\nold\n" + MarkdownReport.END + "\nafter\n";

      assertThat(MarkdownReport.into(page, "new\n\n"))
          .isEqualTo(
              "before\n" + MarkdownReport.BEGIN + "\n\nnew\n\n" + MarkdownReport.END + "\nafter\n");
    }

    @Test
    void withoutMarkersIsLeftAlone() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MarkdownReport.into("by hand", "new"))
          .withMessageContaining(MarkdownReport.BEGIN);
    }

    @Test
    void saysHowToRepeatItAndWhatWasMissed() {
      assertThat(MarkdownReport.of(outcome, Map.of("JDK", "25"), "./meanwhile bench"))
          .contains("- JDK: 25\n", "- repeat it with: `./meanwhile bench`\n")
          .contains(
              "| W0 | 1.50 µs | 96 B | Other | 0.05 × | 3.00 × |"
                  + " at most 1.00 µs: **no**; at most 1.5 × by hand: **no** |")
          .contains("| **Meanwhile** | 1.50 µs |");
    }
  }

  @Nested
  class ThePicture {
    private final List<Line> lines =
        List.of(
            new Line("flat", List.of(new Point(1_000, 50), new Point(100_000, 50))),
            new Line("steep", List.of(new Point(1_000, 50), new Point(100_000, 5_000))));

    @Test
    void isXml() throws Exception {
      var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      String svg = LineChart.draw("time", "ns", lines);

      assertThat(
              builder
                  .parse(new InputSource(new StringReader(svg)))
                  .getDocumentElement()
                  .getNodeName())
          .isEqualTo("svg");
    }

    @Test
    void drawsWhatIsFlatFlat() {
      assertThat(LineChart.draw("time", "ns", lines))
          .containsPattern("points=\"90.0,(\\d+\\.\\d) 530.0,\\1\"")
          .contains(">steep</text>", ">10,000</text>", ">1,000 ns</text>");
    }
  }
}
