package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.atMost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.Misuse;
import dev.meanwhile.RepeatedCursor;
import dev.meanwhile.stream.Page;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
@ExtendWith({LeakGuard.class, Postgres.class})
class KeysetTest {
  private static final String BY_ID = "select id, name from users where id > ? order by id limit ?";

  private final Engine engine;
  private final PostgresServer server;
  private HikariDataSource pool;
  private Database db;

  KeysetTest(Engine engine, PostgresServer server) {
    this.engine = engine.orSkip(server);
    this.server = server;
  }

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    pool = engine.pool(server, directory, 2);
    db = Database.of(pool, atMost(2));
  }

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
  }

  private Keyset<User, Integer> users(int upTo) {
    return Keyset.<User, Integer>of(db, BY_ID, User::of, User::id).upTo(upTo);
  }

  private void insert(int users) throws SQLException, InterruptedException {
    db.batch(
        "insert into users values (?, ?)",
        IntStream.range(0, users).boxed().toList(),
        id -> List.of(id, "user " + id));
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    insert(5);
    var first = users(2).page(-1);
    assertThat(first.items()).containsExactly(User.numbered(0), User.numbered(1));
    var second = users(2).page(first.next());
    assertThat(second.items()).containsExactly(User.numbered(2), User.numbered(3));
    var third = users(2).page(second.next());
    assertThat(third).isEqualTo(Page.last(List.of(User.numbered(4))));
  }

  @Test
  void anEmptyPageIsBehindALastOneThatIsFull() throws Exception {
    insert(4);
    assertThat(users(4).page(-1).next()).isEqualTo(3);
    assertThat(users(4).page(3)).isEqualTo(Page.last(List.of()));
  }

  @Test
  void eachPageIsHandedOverAndNoEmptyOne() throws Exception {
    insert(6);
    var sizes = new ArrayList<Integer>();
    users(3).forEachPage(-1, rows -> sizes.add(rows.size()));
    users(4).forEachPage(-1, rows -> sizes.add(rows.size()));
    users(4).forEachPage(5, rows -> sizes.add(rows.size()));
    assertThat(sizes).containsExactly(3, 3, 4, 2);
  }

  @Test
  void rowsThatAreInsertedMeanwhileAreSeenOnce() throws Exception {
    insert(4);
    var seen = new ArrayList<Integer>();
    users(2)
        .forEachPage(
            -1,
            rows -> {
              rows.forEach(user -> seen.add(user.id()));
              if (seen.size() == 2) {
                db.update("insert into users values (?, 'late')", -5);
                db.update("insert into users values (?, 'late')", 9);
              }
            });
    assertThat(seen).containsExactly(0, 1, 2, 3, 9);
  }

  @Test
  void aCursorMayBeOfSeveralColumns() throws Exception {
    for (int id = 0; id < 6; id++) {
      db.update("insert into users values (?, ?)", id, "name " + id % 2);
    }
    var ids = new ArrayList<Integer>();
    Keyset.<User, User>of(
            db,
            "select id, name from users where (name, id) > (?, ?) order by name, id limit ?",
            User::of,
            user -> user)
        .bindingCursor(user -> List.of(user.name(), user.id()))
        .upTo(2)
        .forEachPage(new User(-1, ""), rows -> rows.forEach(user -> ids.add(user.id())));
    assertThat(ids).containsExactly(0, 2, 4, 1, 3, 5);
  }

  @Test
  void theyAreAStreamWithAPageFetchedAhead() throws Exception {
    insert(7);
    try (Stream<User> all = users(2).pages(-1).stream()) {
      assertThat(all.map(User::id)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
    try (Stream<User> some = users(2).pages(-1).stream()) {
      assertThat(some.map(User::id).limit(3)).containsExactly(0, 1, 2);
    }
  }

  @Test
  void theyKeepTheTypeOfTheirFailure() throws Exception {
    var wrong = Keyset.<User, Integer>of(db, "select ? from nowhere limit ?", User::of, User::id);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> wrong.pages(-1).forEach(user -> {}))
        .withMessageContainingAll("nowhere");
  }

  @Test
  void insideOfATransactionTheyAreReadOnItsThreadOnly() throws Exception {
    insert(3);
    var seen = new ArrayList<Integer>();
    db.transaction(tx -> {
      var pages = Keyset.<User, Integer>of(tx, BY_ID, User::of, User::id).upTo(2);
      pages.forEachPage(-1, rows -> rows.forEach(user -> seen.add(user.id())));
      assertThatExceptionOfType(Misuse.class).isThrownBy(() -> pages.pages(-1).forEach(user -> {}));
      return null;
    });
    assertThat(seen).containsExactly(0, 1, 2);
  }

  @Test
  void aStatementThatForgetsTheCursorIsFound() throws Exception {
    insert(3);
    var circle =
        Keyset.<User, Integer>of(
                db,
                "select id, name from users where id <> ? and id >= 0 order by id desc limit ?",
                User::of,
                _ -> 1)
            .upTo(2);
    assertThatExceptionOfType(RepeatedCursor.class)
        .isThrownBy(() -> circle.forEachPage(-1, _ -> {}))
        .withMessageContaining("names the cursor 1 as the next");
  }

  @Test
  void theSinkThrowsWhatItThrows() throws Exception {
    insert(1);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            users(1)
                .forEachPage(
                    -1,
                    _ -> {
                      throw new IOException("sink");
                    }));
  }

  @Test
  void aPageHasRows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> users(0))
        .withMessage("a page of up to 0 rows; allowed: 1 to 2147483647");
  }
}
