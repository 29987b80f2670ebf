package dev.meanwhile.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import dev.meanwhile.benchmarks.harness.Workload.Figure;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TournamentTest {
  private final List<String> turns = new ArrayList<>();
  private String failing = "";
  private final Workload workload =
      Workload.of("W0", "nothing", EntryListTest.class)
          .per("n", "limit=8 n=1", "limit=7 n=1")
          .curve(Figure.TIME, List.of("another"), "n=10", "n=100");

  @Test
  void contendersTakeTurnsRoundByRound() {
    var outcome = run(new Effort(2, 0, 1, Duration.ZERO, Duration.ofDays(1)), false);

    assertThat(turns)
        .containsExactly(
            "limit=8 n=1 marked",
            "limit=8 n=1 another",
            "limit=8 n=1 marked",
            "limit=8 n=1 another",
            "limit=7 n=1 another",
            "limit=7 n=1 another",
            "n=10 another",
            "n=100 another");
    assertThat(outcome.ranked().getFirst().scores())
        .extracting(Score::samples)
        .containsExactly(2, 2);
    assertThat(outcome.curves()).hasSize(2);
  }

  @Test
  void aQuickRunIsAGlanceWithoutCurves() {
    run(new Effort(1, 0, 1, Duration.ZERO, Duration.ofDays(1)), true);

    assertThat(turns).containsExactly("limit=8 n=1 marked", "limit=8 n=1 another");
  }

  @Test
  void whoFailsIsNamedAndTheOthersGoOn() {
    failing = "marked";

    var outcome = run(new Effort(1, 0, 1, Duration.ZERO, Duration.ofDays(1)), true);

    assertThat(outcome.failures()).containsExactly("W0 limit=8 n=1, marked: broken");
    assertThat(outcome.ranked().getFirst().scores())
        .extracting(score -> score.entrant().name())
        .containsExactly("another");
  }

  @Test
  void whenTheTimeIsOverTheRestIsSkippedAndNamed() {
    var outcome = run(new Effort(1, 0, 1, Duration.ZERO, Duration.ZERO), true);

    assertThat(turns).isEmpty();
    assertThat(outcome.ranked()).isEmpty();
    assertThat(outcome.skipped()).containsExactly("W0 limit=8 n=1");
  }

  private Tournament.Outcome run(Effort effort, boolean isQuick) {
    var silent = new ProgressBar(new PrintStream(OutputStream.nullOutputStream()), false);
    return new Tournament(List.of(workload), isQuick, effort, this::measure, silent).run();
  }

  private List<Sample> measure(Workload of, Variant variant, Entrant entrant, Effort effort) {
    turns.add(variant + " " + entrant.name());
    if (entrant.name().equals(failing)) {
      throw new FailedEntrant(entrant, of, variant, new IllegalStateException("broken"));
    }
    return List.of(new Sample(1, 1));
  }
}
