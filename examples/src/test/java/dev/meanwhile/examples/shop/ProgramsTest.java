package dev.meanwhile.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.trace.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the programs around the shop print and refuse; never how long something took. */
@ExtendWith(LeakGuard.class)
class ProgramsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"dashboard", "order", "search", "invoices", "export"})
  void aFewRequestsAreAllAnswered(String endpoint) throws Exception {
    ShopLoad.run(load("--endpoint", endpoint, "--users", "2", "--requests", "4"), out);

    int answers = endpoint.equals("invoices") ? 1 : 4;
    assertThat(printed().lines())
        .startsWith("users: 2", "", endpoint)
        .anyMatch(line -> line.matches("  by hand .* ms +" + answers + " +0"))
        .anyMatch(line -> line.matches("  meanwhile .* ms +" + answers + " +0"));
  }

  @Test
  void theTimelinesShow501QueriesAnd2() throws Exception {
    var options =
        Arguments.parse(List.of("--distance", "0", "--partner", "0"), ShopOptions.DEFAULTS);

    ShopTimelines.draw(options, new Terminal(100, false, true), out);

    List<String> drawings = List.of(printed().split("\n\n"));
    assertThat(drawings).hasSize(4);
    assertThat(drawings.get(0)).contains("users", "orgs", "invoices", "peak in flight 1");
    assertThat(drawings.get(1)).contains("user", "org", "recent invoices");
    assertThat(drawings.get(2)).contains("more like these", "peak in flight 1");
    assertThat(drawings.get(3)).contains("map[0]", "map[499]", "query");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --users 0        | --users is 0; allowed: 1 to 200
          --users many     | --users is many; allowed: 1 to 200
          --requests 20001 | --requests is 20001; allowed: 1 to 20000
          --endpoint home  | --endpoint is home; allowed: all, dashboard, order, search, invoices, export
          --connections 0  | --connections is 0; allowed: 1 to 1000
          --users          | --users needs a value
          """)
  void whatIsNotAllowedIsNamed(String words, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShopLoad.run(load(words.split(" ")), out))
        .withMessage(message);
  }

  @Test
  void anUnknownOptionIsToldTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load("--user", "4"))
        .withMessageStartingWith("unknown option --user; there are: --connections, --distance,");
  }

  @Test
  void twoDistributionsAreDrawnSideBySide() {
    var slow = new Distribution(millis(60, 61, 62, 120), 0);
    var quick = new Distribution(millis(20, 21, 22), 1);

    assertThat(new Comparison("dashboard", slow, quick).draw())
        .isEqualTo(
            """
            dashboard
                               p50       p90       p99  answers  errors
              by hand      61.0 ms  120.0 ms  120.0 ms        4       0
              meanwhile    21.0 ms   22.0 ms   22.0 ms        3       1

                    ms  by hand                   meanwhile
                  20.0                            ########################
                  23.2
                  27.0
                  31.3
                  36.4
                  42.2
                  49.0
                  56.9  ##################
                  66.1
                  76.7
                  89.1
                 103.5  ######
            """);
  }

  @Test
  void noAnswerAtAllIsNoNumber() {
    var none = new Distribution(List.of(), 3);

    assertThat(new Comparison("dashboard", none, none).draw())
        .endsWith("  meanwhile          -         -         -        0       3\n");
  }

  private static List<Long> millis(long... millis) {
    return LongStream.of(millis).map(m -> m * 1_000_000).boxed().toList();
  }

  private static Arguments load(String... words) {
    var all = new ArrayList<>(List.of("--distance", "0", "--partner", "0"));
    all.addAll(List.of(words));
    return Arguments.parse(all, ShopLoad.defaults());
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
