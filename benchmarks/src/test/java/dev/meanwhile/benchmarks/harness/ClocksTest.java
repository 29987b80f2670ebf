package dev.meanwhile.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.benchmarks.Variant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole measurements, as short as they can be, in processes of their own. */
class ClocksTest {
  private static final Effort SHORT = new Effort(1, 0, 2, Duration.ofMillis(1), Duration.ofDays(1));

  @Test
  void jmhTimesATrial() {
    var samples = measure("W3", "items=10 limit=2", "Meanwhile");

    assertThat(samples)
        .hasSize(2)
        .allSatisfy(sample -> {
          assertThat(sample.nanos()).isPositive();
          assertThat(sample.bytes()).isPositive();
        });
  }

  @Test
  void aProgramMeasuresItself() {
    var samples = measure("W9", "siblings=2 all=1", "by hand, a loop of interrupts");

    assertThat(samples).hasSize(2).extracting(Sample::nanos).allMatch(nanos -> nanos > 0);
  }

  @Test
  void whoNeedsPreviewFeaturesHasThem() {
    assertThat(measure("W9", "siblings=2 all=1", "StructuredTaskScope")).hasSize(2);
    assertThat(measure("W3", "items=10 limit=2", "StructuredTaskScope")).hasSize(2);
  }

  @Test
  void whatAProcessSaysInsteadOfSamplesIsInTheError() {
    var nobody = new Entrant("no.such.Type", "Nobody", Role.PEER, List.of(), false);

    assertThatExceptionOfType(FailedEntrant.class)
        .isThrownBy(() -> measure(workload("W9"), new Variant("siblings=2 all=1"), nobody))
        .withMessageContainingAll("W9 siblings=2 all=1, Nobody", "no.such.Type");
  }

  private static List<Sample> measure(String id, String variant, String name) {
    var workload = workload(id);
    var entrant = workload.entrants().stream().filter(one -> one.name().equals(name)).findFirst();
    return measure(workload, new Variant(variant), entrant.orElseThrow());
  }

  private static List<Sample> measure(Workload workload, Variant variant, Entrant entrant) {
    return Clock.fitting().measure(workload, variant, entrant, SHORT);
  }

  private static Workload workload(String id) {
    return Workloads.ALL.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }
}
