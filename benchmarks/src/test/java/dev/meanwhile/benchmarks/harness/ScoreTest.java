package dev.meanwhile.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final Entrant ENTRANT = new Entrant("a.A", "A", Role.PEER, List.of(), false);

  @Test
  void itIsTheMedianAndTheRange() {
    var score =
        Score.of(ENTRANT, List.of(new Sample(900, 3), new Sample(10, 1), new Sample(20, 2)));

    assertThat(score).isEqualTo(new Score(ENTRANT, 20, 10, 900, 2, 3));
  }

  @Test
  void ofAnEvenNumberItIsBetweenTheTwoInTheMiddle() {
    var score = Score.of(ENTRANT, List.of(new Sample(10, 0), new Sample(20, 0)));

    assertThat(score.nanos()).isEqualTo(15);
  }
}
