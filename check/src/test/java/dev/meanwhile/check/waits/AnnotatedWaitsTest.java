package dev.meanwhile.check.waits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotatedWaitsTest {
  private static List<Finding> findings(String ledger) throws IOException {
    String page =
        """
        @interface Waits { String value() default "rpc"; boolean reads() default false; boolean writes() default false; }
        %s
        class Page {
          Ledger ledger;
          long page() {
            long mine = ledger.look(1);
            long other = ledger.look(2);
            return mine + other;
          }
        }
        """
            .formatted(ledger);
    return Checker.check(
            List.of(new SourceText(Path.of("Page.java"), page)),
            CheckOptions.of().withOnly(Set.of("independent-waits")),
            CheckListener.NONE)
        .findings();
  }

  @Test
  void aMethodWithoutAnnotationDoesNotWait() throws IOException {
    assertThat(findings("interface Ledger { long look(int account); }")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface Ledger { @Waits(value = \"rpc\", reads = true) long look(int account); }",
        "interface Ledger { @Waits(reads = true) long look(int account); }",
        "@Waits(reads = true) interface Ledger { long look(int account); }",
        "class Ledger { @Waits(reads = true) native long look(int account); }",
      })
  void aMethodThatSaysThatItAsksWaitsForSure(String ledger) throws IOException {
    assertThat(findings(ledger))
        .singleElement()
        .satisfies(found -> assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface Ledger { @Waits(writes = true) long look(int account); }",
        "interface Ledger { @Waits(\"5 seconds\") long look(int account); }",
      })
  void aMethodThatSaysThatItWritesStaysAndWhatIsNoKindIsSomebodyElses(String ledger)
      throws IOException {
    assertThat(findings(ledger)).isEmpty();
  }
}
