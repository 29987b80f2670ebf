package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import dev.meanwhile.Loader;
import dev.meanwhile.Misuse;
import dev.meanwhile.TaskTrace;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds on every database. */
class StatementsTest extends DatabaseFixture {
  private static final String ALL = "select id, name from users order by id";

  StatementsTest(Engine engine, PostgresServer server) {
    super(engine, server);
  }

  @Nested
  class AQuery {
    @Test
    void givesItsRowsInOrder() throws Exception {
      insert(3);
      assertThat(db.query(ALL, User::of))
          .containsExactly(User.numbered(0), User.numbered(1), User.numbered(2));
    }

    @Test
    void takesParametersInOrderAlsoNull() throws Exception {
      db.update(INSERT, 1, null);
      List<String> names =
          db.query("select name from users where id = ?", row -> row.getString(1), 1);
      assertThat(names).containsExactly((String) null);
    }

    @Test
    void takesNoArrayThatIsNull() {
      assertThatNullPointerException()
          .isThrownBy(() -> db.query(ALL, User::of, (Object[]) null))
          .withMessage("params");
    }

    @Test
    void forOneRowFindsItOrNothing() throws Exception {
      insert(2);
      String one = "select id, name from users where id = ?";
      assertThat(db.queryOne(one, User::of, 1)).contains(User.numbered(1));
      assertThat(db.queryOne(one, User::of, 7)).isEmpty();
      assertThat(db.queryOne("select max(id) from users where id > 9", row -> row.getObject(1)))
          .isEqualTo(Optional.empty());
    }

    @Test
    void forOneRowFailsIfThereAreTwo() throws Exception {
      insert(2);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> db.queryOne(ALL, User::of))
          .withMessage("more than one row of: " + ALL)
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("21000"));
    }

    @Test
    void failsWithTheFailureOfTheDatabaseItself() {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> db.query("select nothing from nowhere", User::of))
          .satisfies(e -> assertThat(e.getSQLState()).startsWith("42"));
    }

    @Test
    void failsWithTheFailureOfTheMapper() throws Exception {
      insert(1);
      assertThatIllegalStateException()
          .isThrownBy(() -> db.query(ALL, _ -> failure("mapper")))
          .withMessage("mapper");
    }

    @Test
    void runsBesideOthers() throws Exception {
      insert(3);
      int sum =
          all(
              () -> db.query(ALL, User::of),
              () -> db.query(ALL, User::of),
              (one, other) -> one.size() + other.size());
      assertThat(sum).isEqualTo(6);
    }
  }

  private static <T> T failure(String message) {
    throw new IllegalStateException(message);
  }

  @Nested
  class AListOfKeys {
    private static final String BY_ID = "select id, name from users where id in (...)";

    @Test
    void isAskedForInOneQuery() throws Exception {
      insert(10);
      assertThat(db.queryIn(BY_ID, List.of(7, 3, 3, 99, 1), User::of))
          .containsExactlyInAnyOrder(User.numbered(1), User.numbered(3), User.numbered(7));
    }

    @Test
    void comesBehindOtherParameters() throws Exception {
      insert(10);
      String sql = "select id, name from users where name = ? and id in (...)";
      assertThat(db.queryIn(sql, List.of(1, 2, 3), User::of, "user 2"))
          .containsExactly(User.numbered(2));
    }

    @Test
    void ofNothingAsksNothing() throws Exception {
      pool.close();
      assertThat(db.queryIn(BY_ID, List.of(), User::of)).isEmpty();
    }

    @Test
    void mayBeLongerThanTheDatabaseTakes() throws Exception {
      insert(1_000);
      List<Integer> keys = IntStream.range(0, 120_000).boxed().toList();
      assertThat(new HashSet<>(db.queryIn(BY_ID, keys, User::of))).hasSize(1_000);
    }

    @Test
    void isAnsweredByKey() throws Exception {
      insert(10);
      Map<Integer, User> byKey = db.queryByKey(BY_ID, Set.of(7, 3, 99), User::of, User::id);
      assertThat(byKey).containsOnly(entry(7, User.numbered(7)), entry(3, User.numbered(3)));
    }

    @Test
    void isABatchOfALoader() throws Exception {
      insert(10);
      Loader<Integer, User, SQLException> users =
          Loader.of(ids -> db.queryByKey(BY_ID, ids, User::of, User::id));
      assertThat(map(List.of(7, 3, 7), atMost(3), users::load))
          .containsExactly(User.numbered(7), User.numbered(3), User.numbered(7));
    }

    @Test
    void isAnsweredByKeyOnlyWhereEachHasOneRow() throws Exception {
      insert(2);
      String twice = BY_ID + " union all select id, name from users";
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> db.queryByKey(twice, Set.of(1), User::of, User::id))
          .withMessageStartingWith("more than one row with the key 1 of: select id,")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("21000"));
    }

    @Test
    void hasItsPlaceInTheStatement() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> db.queryIn("select 1", List.of(1), User::of))
          .withMessage("the statement \"select 1\" must have (...) once, where the keys go");
    }

    @Test
    void hasNoNull() {
      assertThatNullPointerException()
          .isThrownBy(() -> db.queryIn(BY_ID, Arrays.asList(1, null), User::of));
    }
  }

  @Nested
  class ABatch {
    @Test
    void saysWhatEachElementHasChanged() throws Exception {
      insert(2);
      int[] counts =
          db.batch("update users set name = 'x' where id = ?", List.of(0, 5, 1), List::of);
      assertThat(counts).containsExactly(1, 0, 1);
    }

    @Test
    void mayBeLong() throws Exception {
      insert(2_500);
      assertThat(users()).isEqualTo(2_500);
    }

    @Test
    void ofNothingDoesNothing() throws Exception {
      assertThat(db.batch(INSERT, List.<Integer>of(), id -> List.of(id, "x"))).isEmpty();
    }

    @Test
    void isAllOrNothing() throws Exception {
      List<Integer> twice = new ArrayList<>(IntStream.range(0, 1_500).boxed().toList());
      twice.add(0);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> db.batch(INSERT, twice, id -> List.of(id, "x")));
      assertThat(users()).isZero();
    }
  }

  @Nested
  class AStream {
    @Test
    void handsOverAllRowsInOrder() throws Exception {
      insert(1_000);
      List<User> rows = db.stream(ALL, User::of, Stream::toList);
      assertThat(rows).hasSize(1_000).first().isEqualTo(User.numbered(0));
      assertThat(rows).last().isEqualTo(User.numbered(999));
    }

    @Test
    void isReadByAMapOneRowAtATime() throws Exception {
      insert(1_000);
      List<Integer> ids = db.stream(ALL, User::of, rows -> map(rows, atMost(8), user -> user.id()));
      assertThat(ids).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void mayHaveNulls() throws Exception {
      db.update(INSERT, 1, null);
      db.update(INSERT, 2, "b");
      List<String> names =
          db.stream("select name from users order by id", row -> row.getString(1), Stream::toList);
      assertThat(names).containsExactly(null, "b");
    }

    @Test
    void mayBeLeftEarly() throws Exception {
      insert(1_000);
      assertThat(
              db.<User, Optional<User>, RuntimeException>stream(ALL, User::of, Stream::findFirst))
          .contains(User.numbered(0));
    }

    @Test
    void mayBeClosedEarlyInATransactionThatGoesOn() throws Exception {
      insert(1_000);
      db.transaction(tx -> {
        int taken =
            tx.stream(
                ALL,
                User::of,
                rows -> {
                  List<User> some = rows.limit(3).toList();
                  rows.close();
                  return some.size();
                });
        assertThat(taken).isEqualTo(3);
        return tx.update("delete from users");
      });
      assertThat(users()).isZero();
    }

    @Test
    void isOfNoUseAfterwards() throws Exception {
      insert(1);
      Stream<User> leaked = db.stream(ALL, User::of, rows -> rows);
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(leaked::toList)
          .withMessageContaining("after it was given back");
    }

    @Test
    void failsWithTheFailureOfTheDatabaseItself() throws Exception {
      insert(1_000);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() ->
              db.stream(
                  "select 100 / (500 - id) from users order by id",
                  row -> row.getInt(1),
                  Stream::toList))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22012"));
    }

    @Test
    void failsAsItselfAlsoInAMap() throws Exception {
      insert(1_000);
      String sql = "select 100 / (500 - id) from users order by id";
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() ->
              db.stream(
                  sql, row -> row.getInt(1), rows -> map(rows, atMost(4), percent -> percent)))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22012"))
          .satisfies(
              e -> assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(TaskTrace.class));
    }

    @Test
    void handsOverWhatWasReadBeforeTheFailure() throws Exception {
      insert(1_000);
      var seen = new ArrayList<Integer>();
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() ->
              db.stream(
                  ALL,
                  row -> {
                    if (row.getInt(1) == 300) {
                      throw new SQLException("row 300");
                    }
                    return row.getInt(1);
                  },
                  rows -> {
                    rows.forEach(seen::add);
                    return null;
                  }))
          .withMessage("row 300");
      assertThat(seen).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void keepsTheTypeOfWhatTheWorkThrows() throws Exception {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> db.stream(ALL, User::of, _ -> throwChecked()))
          .withMessage("checked");
    }
  }

  private static int throwChecked() throws IOException {
    throw new IOException("checked");
  }
}
