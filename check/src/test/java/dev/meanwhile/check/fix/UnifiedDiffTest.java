package dev.meanwhile.check.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  private static final String TEN = lines(10);

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(line -> line + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void equalTextsHaveNone() {
    assertThat(UnifiedDiff.of("A.java", TEN, TEN)).isEmpty();
  }

  @Test
  void aChangeHasThreeLinesAroundIt() {
    assertThat(UnifiedDiff.of("A.java", TEN, TEN.replace("5\n", "five\nfive and a half\n")))
        .isEqualTo(
            """
            --- a/A.java
            +++ b/A.java
            @@ -2,7 +2,8 @@
             2
             3
             4
            -5
            +five
            +five and a half
             6
             7
             8
            """);
  }

  @Test
  void changesThatAreFarFromEachOtherHaveTheirOwnHunks() {
    String twenty = lines(20);
    String changed = twenty.replace("2\n3\n", "3\n").replace("19\n", "19\nmore\n");

    assertThat(UnifiedDiff.of("A.java", twenty, changed))
        .contains(
            "@@ -1,5 +1,4 @@\n 1\n-2\n 3\n", "@@ -17,4 +16,5 @@\n 17\n 18\n 19\n+more\n 20\n");
  }

  @Test
  void aMissingEndOfLineIsSaid() {
    assertThat(UnifiedDiff.of("A.java", "a", "b\n"))
        .endsWith("-a\n\\ No newline at end of file\n+b\n");
  }
}
