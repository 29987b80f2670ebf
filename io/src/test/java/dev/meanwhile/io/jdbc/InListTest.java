package dev.meanwhile.io.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InListTest {
  @Test
  void hasOnePlaceholderForEachKey() {
    var list = InList.of("select a from b where c in (...) order by a");
    assertThat(list.sql(1)).isEqualTo("select a from b where c in (?) order by a");
    assertThat(list.sql(3)).isEqualTo("select a from b where c in (?, ?, ?) order by a");
  }

  @Test
  void isThereOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InList.of("where a in (...) or b in (...)"))
        .withMessageContaining("must have (...) once");
  }

  @Test
  void isFilledUpToThePowersOfTwo() {
    assertThat(InList.padded(List.of(1), 100)).containsExactly(1);
    assertThat(InList.padded(List.of(1, 2), 100)).containsExactly(1, 2);
    assertThat(InList.padded(List.of(1, 2, 3), 100)).containsExactly(1, 2, 3, 3);
    assertThat(InList.padded(List.of(1, 2, 3, 4, 5), 100)).hasSize(8);
  }

  @Test
  void isNeverFilledUpBeyondWhatTheDatabaseTakes() {
    assertThat(InList.padded(List.of(1, 2, 3, 4, 5), 6)).containsExactly(1, 2, 3, 4, 5, 5);
    assertThat(InList.padded(List.of(1, 2, 3, 4, 5, 6), 6)).hasSize(6);
  }

  @Test
  void hasFewShapes() {
    long shapes =
        IntStream.rangeClosed(1, 1_000)
            .map(keys -> InList.padded(Collections.nCopies(keys, 1), 1_000).size())
            .distinct()
            .count();
    assertThat(shapes).isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource({
    "PostgreSQL, 0, 65535",
    "PostgreSQL, 5, 65530",
    "Microsoft SQL Server, 5, 1995",
    "Oracle, 5, 1000",
    "Oracle, 65000, 535",
    "MySQL, 0, 65535",
    "MariaDB, 0, 65535",
    "SQLite, 0, 32766",
    "H2, 0, 100000",
    "somebody's, 0, 1000"
  })
  void isAsLongAsTheDatabaseTakes(String product, int others, int most) throws SQLException {
    assertThat(InList.mostKeys(connectionTo(product), others)).isEqualTo(most);
  }

  @Test
  void needsAPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InList.mostKeys(connectionTo("somebody's"), 1_000))
        .withMessage("1000 parameters leave no place for keys; allowed: 0 to 999");
  }

  private static Connection connectionTo(String product) {
    var metaData = answering(DatabaseMetaData.class, product);
    return answering(Connection.class, metaData);
  }

  private static <T> T answering(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            InListTest.class.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> answer));
  }
}
