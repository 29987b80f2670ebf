package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path folder;

  @BeforeEach
  void open() throws IOException {
    write(
        """
        import org.springframework.web.client.RestTemplate;
        class Pages {
          RestTemplate rest;
          String page(String id) {
            String user = rest.getForObject("/users/" + id, String.class);
            String cart = rest.getForObject("/carts/" + id, String.class);
            return user + cart;
          }
        }
        """);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("Pages.java"), text);
  }

  private void configure(String yaml) throws IOException {
    Files.writeString(folder.resolve("meanwhile-check.yaml"), yaml);
  }

  private Report check() throws IOException {
    return Checker.check(CheckOptions.of(folder), CheckListener.NONE);
  }

  @Test
  void withoutOneTheFindingIsReported() throws IOException {
    assertThat(check().findings()).extracting(Finding::rule).contains("independent-waits");
  }

  @Test
  void theConfigurationTurnsRulesOffAndSetsTheirLevel() throws IOException {
    configure("rules: {independent-waits: error}");
    assertThat(check().findings()).extracting(Finding::severity).contains(Severity.ERROR);

    configure("rules: {independent-waits: off}");
    assertThat(check().findings()).extracting(Finding::rule).doesNotContain("independent-waits");
  }

  @Test
  void theConfigurationIgnoresFilesAndTheReportKeepsWhy() throws IOException {
    configure("ignore: [{files: 'Pages.java', because: 'is replaced this year'}]");

    Report report = check();

    assertThat(report.findings()).isEmpty();
    assertThat(report.suppressed())
        .isNotEmpty()
        .allSatisfy(suppressed -> {
          assertThat(suppressed.kind()).isEqualTo(Suppressed.Kind.EXTERNAL);
          assertThat(suppressed.because()).isEqualTo("is replaced this year");
        });
  }

  @Test
  void theUsersCatalogueAddsWhatWaits() throws IOException {
    write(
        """
        class Pages {
          Ledger ledger;
          interface Ledger { long balance(int account); }
          long page() {
            long mine = ledger.balance(1);
            long other = ledger.balance(2);
            return mine + other;
          }
        }
        """);
    assertThat(check().findings()).isEmpty();

    configure("waits: [{types: Pages.Ledger, kind: rpc, reads: [balance]}]");
    assertThat(check().findings()).extracting(Finding::rule).contains("independent-waits");
  }

  @Test
  void whatIsNotUnderstoodIsNamedWithWhatIsAllowed() throws IOException {
    configure("wait: []");
    assertThatThrownBy(this::check)
        .isInstanceOf(MalformedConfiguration.class)
        .hasMessageEndingWith("allowed at the top: waits, rules, ignore");

    configure("waits: [{types: A, kind: carrier-pigeon}]");
    assertThatThrownBy(this::check)
        .hasMessageContaining("kind is \"carrier-pigeon\"; allowed: http, rpc, sql");

    configure("ignore: [{files: '**'}]");
    assertThatThrownBy(this::check).hasMessageContaining("allowed: rule, files and because");
  }
}
