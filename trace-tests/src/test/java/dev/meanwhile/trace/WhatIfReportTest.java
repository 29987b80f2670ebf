package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.whatif.Change;
import dev.meanwhile.trace.whatif.WhatIf;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfReportTest {
  private final WhatIf whatIf = WhatIf.of(dashboard());

  @Test
  void theListIsRankedAndSaysWhatIsPossibleOnly() {
    assertThat(new WhatIfReport(true).ranked(whatIf, whatIf.suggestions()))
        .isEqualTo(
            """
            dashboard took 600 ms
               -63 %  up to 600 ms → 220 ms if these 3 are independent: user, org, invoices
               -18 %  600 ms → 490 ms if invoices were twice as fast
               -17 %  600 ms → 500 ms if user were twice as fast
               -15 %  600 ms → 510 ms if org were twice as fast
            up to: what the code does one after the other may need each other; at worst nothing changes
            """);
  }

  @Test
  void oneAnswerSaysWhetherItIsExact() {
    var report = new WhatIfReport(false);

    assertThat(report.of(whatIf, whatIf.forecast(new Change.Faster("user", 4))))
        .isEqualTo(
            "dashboard took 600 ms\n"
                + "  if user were 4 times as fast\n"
                + "  exact: 600 ms -> 450 ms  (-25 %)\n");
    assertThat(report.of(whatIf, whatIf.forecast(new Change.Independent(List.of("user", "org")))))
        .contains("if these are independent: user, org\n")
        .contains("possible: up to 600 ms -> 420 ms  (-30 %)\n");
  }

  @Test
  void everyChangeHasItsWords() {
    List<Change> changes =
        List.of(new Change.Takes("user", Duration.ofMillis(50)), new Change.Retries(1));

    assertThat(new WhatIfReport(true).of(whatIf, whatIf.forecast(changes)))
        .contains("if user took 50 ms\n", "if no call had been retried more than 1 time\n");
  }

  @Test
  void aPredictionIsComparedWithWhatWasMeasured() {
    var forecast = whatIf.forecast(new Change.Independent(List.of("*")));
    var measured = new Story("parallel");
    measured.task("user", 1, 0, 200);
    measured.task("invoices", 1, 0, 250);

    assertThat(new WhatIfReport(true).against(whatIf, forecast, Timeline.of(measured.ends(250))))
        .isEqualTo(
            """
            parallel was measured: 250 ms
              predicted from the other run:          220 ms (-12.0 %)
              with the times that its calls took:    250 ms (+0.0 %)
            """);
  }

  private static RunTrace dashboard() {
    var story = new Story("dashboard");
    double at = 0;
    for (var call :
        List.of(new Call("user", 200), new Call("org", 180), new Call("invoices", 220))) {
      long task = story.task(call.name(), 1, at, at + call.millis());
      story.waits(1, WaitReason.RESULT, at, at + call.millis(), task);
      at += call.millis();
    }
    return story.ends(at);
  }

  private record Call(String name, int millis) {}
}
