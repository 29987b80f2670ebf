package dev.meanwhile.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.meanwhile.benchmarks.harness.Entrant;
import dev.meanwhile.benchmarks.harness.Workload;
import dev.meanwhile.benchmarks.harness.Workloads;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every contender does the work, once. */
class ContendersTest {
  @TestFactory
  Stream<DynamicTest> everyContenderDoesTheWork() {
    return Workloads.ALL.stream()
        .flatMap(workload ->
            workload.smoke().stream()
                .flatMap(variant ->
                    workload.entrants().stream()
                        .filter(entrant -> entrant.does(variant) && !entrant.isScript())
                        .map(entrant -> test(workload, variant, entrant))));
  }

  private static DynamicTest test(Workload workload, Variant variant, Entrant entrant) {
    String name = workload.id() + " " + variant + ": " + entrant.name();
    return dynamicTest(
        name,
        () -> {
          if (workload.isProgram()) {
            assertThat(Program.of(entrant.type()).measure(variant).nanos()).isPositive();
          } else {
            Trial.open(entrant.type(), variant).close();
          }
        });
  }

  @Test
  void everyWorkloadIsDoneByMeanwhileAndByOthers() {
    for (Workload workload : Workloads.ALL) {
      assertThat(workload.entrants())
          .as(workload.id())
          .extracting(Entrant::role)
          .contains(Role.OURS)
          .hasSizeGreaterThan(2);
    }
  }
}
