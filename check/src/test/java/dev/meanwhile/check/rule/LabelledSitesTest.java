package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of what a rule reports is right, and how much of what is there it finds. */
class LabelledSitesTest {
  private static final double LEAST_PRECISION = 0.9;
  private static final double LEAST_RECALL = 0.7;

  static List<String> rules() throws IOException {
    return LabelledSites.rules();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withTheLibraries(String rule) throws IOException {
    judge(LabelledSites.of(rule), List.of(RuleTester.libraries()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withoutTheLibraries(String rule) throws IOException {
    judge(LabelledSites.of(rule), List.of());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleHasSitesAndLookalikes(String rule) throws IOException {
    LabelledSites labelled = LabelledSites.of(rule);
    assertThat(Rules.all()).extracting(Rule::id).contains(rule);
    assertThat(labelled.sites()).isNotEmpty();
    assertThat(labelled.lookalikes()).isNotEmpty();
  }

  private static void judge(LabelledSites labelled, List<Path> libraries) throws IOException {
    LabelledSites.Score score = labelled.score(libraries);
    assertThat(score.precision())
        .as("precision: %s", score)
        .isGreaterThanOrEqualTo(LEAST_PRECISION);
    assertThat(score.recall()).as("recall: %s", score).isGreaterThanOrEqualTo(LEAST_RECALL);
  }
}
