package dev.meanwhile.trace.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run is played again as it was, before anything is changed about it. */
@ExtendWith(LeakGuard.class)
class ReplayTest {
  private static final int PROGRAMS = 400;

  static LongStream seeds() {
    return LongStream.range(0, PROGRAMS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anUnchangedRunTakesExactlyAsLong(long seed) {
    RunTrace trace = Recorded.run(new RandomProgram(seed).program(4));

    WhatIf whatIf = WhatIf.of(trace);

    assertThat(whatIf.replayed()).isEqualTo(whatIf.measured());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void andEachOfItsTasksToo(long seed) {
    RunTrace trace = Recorded.run(new RandomProgram(seed).program(3));

    RunTrace replayed = WhatIf.of(trace).forecast().after();

    assertThat(lives(replayed)).containsExactlyInAnyOrderElementsOf(lives(trace));
  }

  private static List<String> lives(RunTrace trace) {
    return Timeline.of(trace).rows().stream()
        .map(row -> row.task() + " " + row.name() + " " + row.started() + "-" + row.ended())
        .toList();
  }

  @Test
  void aRunWithoutItsEndCannotBePlayed() {
    RunTrace whole = Recorded.run(Recorded.call("user", 10));
    var begun = new RunTrace(1, "page", Instant.EPOCH, whole.events().subList(0, 1), 0, false);

    assertThatThrownBy(() -> WhatIf.of(begun))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"page\" cannot be replayed: it has not ended");
  }
}
