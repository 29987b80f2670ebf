package dev.meanwhile.check.rule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Labelled files of which each line must be as it says: {@link LabelledSitesTest} asks for most.
 */
class ExactSitesTest {
  static final List<Labelled> FILES =
      List.of(
          new Labelled(new DroppedFuture(), "OwnExecutors"),
          new Labelled(new IndependentWaits(), "LessKnownClients"),
          new Labelled(new WaitInLoop(), "ByProducts"),
          new Labelled(new WaitInLoop(), "FluentRequests"),
          new Labelled(new WaitInLoop(), "RequestsTriedAgain"),
          new Labelled(new WaitWithoutTimeout(), "LimitedClients"),
          new Labelled(new WaitWithoutTimeout(), "OwnRequests"));

  record Labelled(Rule rule, String file) {}

  @ParameterizedTest
  @FieldSource("FILES")
  void areFoundAllAndNoOthers(Labelled labelled) throws IOException {
    String name = "../labelled/" + labelled.rule().id() + "/" + labelled.file() + ".java";
    try (var file = ExactSitesTest.class.getResourceAsStream(name)) {
      byte[] text = Objects.requireNonNull(file, name).readAllBytes();
      new RuleTester(labelled.rule()).judges(new String(text, StandardCharsets.UTF_8));
    }
  }
}
