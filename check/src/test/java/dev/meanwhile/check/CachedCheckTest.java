package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.report.JsonReport;
import dev.meanwhile.check.report.ReportWriter;
import dev.meanwhile.check.report.SarifReport;
import dev.meanwhile.check.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that knows the tree prints what a run prints that does not. */
class CachedCheckTest {
  @TempDir private Path temp;
  private Path tree;

  @BeforeEach
  void write() throws IOException {
    tree = Files.createDirectory(temp.resolve("tree"));
    Files.writeString(
        tree.resolve("Pages.java"),
        """
        import org.springframework.web.client.RestTemplate;
        class Pages {
          RestTemplate rest;
          String page(String id) {
            String user = rest.getForObject("/users/" + id, String.class);
            String cart = rest.getForObject("/carts/" + id, String.class);
            return user + cart;
          }
          String quiet(String id) {
            // meanwhile: ignore independent-waits because it is called once
            String user = rest.getForObject("/users/" + id, String.class);
            String cart = rest.getForObject("/carts/" + id, String.class);
            return user + cart;
          }
          void nap() {
            try {
              Thread.sleep(10);
            } catch (InterruptedException e) {
              // ü
            }
          }
        }
        """);
    Files.writeString(tree.resolve("Broken.java"), "class Broken { void f( {");
  }

  private CheckOptions options() {
    return CheckOptions.of(tree);
  }

  private CheckOptions cached(CheckOptions options) {
    return options.withCache(temp.resolve("cache"));
  }

  private String printed(CheckOptions options) throws IOException {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    for (ReportWriter writer :
        List.of(new TextReport(tree), new JsonReport(tree), new SarifReport(tree, "1"))) {
      var listener =
          new CheckListener() {
            @Override
            public void found(Finding finding) {
              writer.found(finding, out);
            }

            @Override
            public void failed(Problem problem) {
              out.println(problem);
            }
          };
      writer.finished(Checker.check(options, listener), out);
    }
    out.flush();
    return text.toString();
  }

  private void assertEqualWhenKnown(CheckOptions options) throws IOException {
    assertThat(printed(cached(options))).isEqualTo(printed(options));
    assertThat(printed(cached(options))).isEqualTo(printed(options));
  }

  /** What is known is done in one step. */
  private boolean isAnalysed() throws IOException {
    var steps = new AtomicInteger();
    Checker.check(
        cached(options()),
        new CheckListener() {
          @Override
          public void progress(int done, int total) {
            steps.incrementAndGet();
          }
        });
    return steps.get() > 1;
  }

  @Test
  void everythingIsPrintedAgain() throws IOException {
    assertThat(printed(options()))
        .contains("independent-waits", "swallowed-interrupt", "1 suppressed", "Broken.java:1");

    assertEqualWhenKnown(options());
  }

  @Test
  void theOptionsChooseFromWhatIsKnown() throws IOException {
    printed(cached(options()));

    assertEqualWhenKnown(options().withConfidence(Confidence.POSSIBLE));
    assertEqualWhenKnown(options().withConfidence(Confidence.CERTAIN));
    assertEqualWhenKnown(options().withOnly(Set.of("swallowed-interrupt")));
    assertEqualWhenKnown(options().without(Set.of("swallowed-interrupt")));
    assertThat(isAnalysed()).isFalse();
  }

  @Test
  void levelsAndIgnoresChooseFromWhatIsKnown() throws IOException {
    printed(cached(options()));

    Files.writeString(
        tree.resolve("meanwhile-check.yaml"),
        """
        rules: {independent-waits: error, wait-without-timeout: off}
        ignore: [{rule: swallowed-interrupt, files: "Pages.java", because: "it is a demo"}]
        """);

    assertThat(isAnalysed()).isFalse();
    assertThat(printed(cached(options()))).contains(": error: ", "2 suppressed");
    assertEqualWhenKnown(options());
  }

  @Test
  void moreThatWaitsIsAnalysedAnew() throws IOException {
    Files.writeString(
        tree.resolve("Books.java"),
        """
        class Books {
          interface Ledger { long balance(int account); }
          long sum(Ledger ledger) {
            long mine = ledger.balance(1);
            long other = ledger.balance(2);
            return mine + other;
          }
        }
        """);
    assertThat(printed(cached(options()))).doesNotContain("Books.java");

    Files.writeString(
        tree.resolve("meanwhile-check.yaml"),
        "waits: [{types: Books.Ledger, kind: rpc, reads: [balance]}]");

    assertThat(printed(cached(options()))).contains("Books.java");
    assertEqualWhenKnown(options());
  }

  @Test
  void aChangedFileIsAnalysedAnew() throws IOException {
    assertThat(isAnalysed()).isTrue();
    assertThat(isAnalysed()).isFalse();

    Path pages = tree.resolve("Pages.java");
    Files.writeString(pages, "\n" + Files.readString(pages));

    assertThat(printed(cached(options())))
        .contains("Pages.java:6:")
        .doesNotContain("Pages.java:5:");
    assertEqualWhenKnown(options());
  }

  @Test
  void aFileThatIsNotUtf8IsPrintedAgain() throws IOException {
    Path pages = tree.resolve("Pages.java");
    byte[] bytes = Files.readAllBytes(pages);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == (byte) 0xC3) {
        bytes[i] = (byte) 0xFC;
      }
    }
    Files.write(pages, bytes);

    assertEqualWhenKnown(options());
  }
}
