package dev.meanwhile.check.waits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.waits.Effect.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbsTest {
  @ParameterizedTest
  @ValueSource(strings = {"findById", "getURL", "query_all", "existsByName", "hgetAll", "list"})
  void aNameThatAsks(String name) {
    assertThat(Verbs.of(name)).isEqualTo(Kind.READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"save", "getOrCreate", "findAndModify", "cancelOrder", "sendMail"})
  void aNameThatChangesSomething(String name) {
    assertThat(Verbs.of(name)).isEqualTo(Kind.WRITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "balance", "", "x"})
  void aNameThatSaysNothing(String name) {
    assertThat(Verbs.of(name)).isEqualTo(Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "findById, find by id",
    "HTTPServer2Go, http server2 go",
    "getURL, get url",
    "_a__bC_, a b c",
    "x, x",
    "'', ''"
  })
  void theWordsOfAName(String name, String words) {
    assertThat(String.join(" ", Verbs.words(name))).isEqualTo(words);
  }
}
