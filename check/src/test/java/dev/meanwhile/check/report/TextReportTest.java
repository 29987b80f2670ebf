package dev.meanwhile.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.profile.Profile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private static final Canvas NARROW = new Canvas(60, false, true);
  private static final Canvas ASCII = new Canvas(60, false, false);
  private static final Canvas COLOURED = new Canvas(60, true, true);

  private static String written(Canvas canvas, Profile profile, Finding... findings) {
    var report = new TextReport(Samples.BASE, canvas, profile);
    return Samples.written(report, Samples.report(findings)).replace("\r\n", "\n");
  }

  @Test
  void aFindingIsShownWithItsCodeItsWaitsAndWhy() {
    assertThat(written(NARROW, Profile.NONE, Samples.finding()))
        .startsWith(
            """
            src/Pages.java:3:19: warning: 2 waits, 100% of them in a row [independent-waits, likely]
                  3 | String user = rest.get("/users/" + id);
                    |               ~~~~~~~~~~~~~~~~~~~~~~~~ user: HTTP
                  4 | String cart = rest.get("/carts/" + id);
                    |               ~~~~~~~~~~~~~~~~~~~~~~~~ cart: HTTP
                      now                    then
                user  ██████████             ██████████
                cart            ██████████   ██████████
                why: neither uses the other
              saves: 2 × ~1 round trip → 1
               then: run them at once

                1 independent-waits
            1 finding in 1 file, 7 lines, \
            """);
  }

  @Test
  void measuredBarsAreToScaleWithTheirTimes() {
    assertThat(written(NARROW, Samples.measured(), Samples.finding()))
        .contains(
            """
                      now: 80 ms               then: 60 ms
                user  █████                    █████               20 ms
                cart       ████████████████    ████████████████    60 ms
            """)
        .contains("saves: 20 ms of 80 ms in 1 call")
        .contains("1 of them waited in what was measured; 20 ms could be saved");
  }

  @Test
  void whatWasNotSeenIsSaidToBeSo() {
    Finding other = Samples.finding("src/Pages.java", "\n\n" + Samples.CODE);

    assertThat(written(NARROW, Samples.measured(), Samples.finding(), other, other))
        .containsOnlyOnce("Not seen to wait in what was measured:\n\nsrc/Pages.java:5:19");
  }

  @Test
  void aTerminalThatKnowsOnlyAsciiGetsNothingElse() {
    assertThat(written(ASCII, Profile.NONE, Samples.finding()))
        .matches("\\p{ASCII}*")
        .contains("user  ==========             ==========", "2 x ~1 round trip -> 1");
  }

  @Test
  void coloursTakeThePlaceOfUnderlines() {
    assertThat(written(COLOURED, Profile.NONE, Samples.finding()))
        .contains("\033[38;5;166mrest.get(\"/users/\" + id)\033[0m;")
        .doesNotContain("~~~");
  }

  @Test
  void aLongLineIsCutSoThatTheMarkCanBeSeen() {
    String code =
        Samples.CODE.replace(
            "String cart = ", "Map<String, List<Map<String, Integer>>> aVeryLongName = ");

    List<String> lines =
        written(NARROW, Profile.NONE, Samples.finding("src/Pages.java", code))
            .lines()
            .skip(1)
            .toList();

    assertThat(lines.get(2))
        .isEqualTo("      4 | …eger>>> aVeryLongName = rest.get(\"/carts/\" + id);");
    assertThat(lines.get(3))
        .isEqualTo("        |               cart: HTTP ~~~~~~~~~~~~~~~~~~~~~~~~");
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
  }

  @Test
  void aLoopIsDrawnRoundByRound() {
    Finding loop = saving(Saving.bounded(8));

    assertThat(written(NARROW, Profile.NONE, loop))
        .containsPattern("user  (█+ ){4}…")
        .contains("saves: ~1 round trip per element → 8 at once");
    assertThat(written(NARROW, Profile.NONE, saving(Saving.batched())))
        .contains("saves: ~1 round trip per element → 1 for all");
  }

  @Test
  void aStepWithoutMarksIsAnotherWait() {
    assertThat(written(NARROW, Profile.NONE, saving(Saving.of(3, 2))))
        .containsPattern("another wait +█+ +█+\n");
  }

  private static Finding saving(Saving saving) {
    Finding found = Samples.finding();
    return new Finding(
        found.rule(),
        found.severity(),
        found.confidence(),
        found.method(),
        found.place(),
        found.message(),
        found.marks(),
        found.reasons(),
        Optional.of(saving),
        found.advice(),
        found.answer(),
        found.fix());
  }

  @Test
  void theLastLineSaysWhatMayHelpNext() {
    assertThat(written(NARROW, Profile.NONE, Samples.finding()))
        .endsWith(
            """
            next: --profile FILE ranks them by the time they cost: a
            recording or a trace
            """);
    assertThat(written(NARROW, Profile.NONE)).doesNotContain("next:");
  }
}
