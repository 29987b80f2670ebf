import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.io.jdbc.Database;
import dev.meanwhile.io.jdbc.Keyset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

record User(long id, String name) {
  static User of(ResultSet row) throws SQLException {
    return new User(row.getLong("id"), row.getString("name"));
  }
}

void main() throws SQLException, InterruptedException {
  var config = new HikariConfig();
  config.setJdbcUrl("jdbc:h2:mem:shop");
  config.setMaximumPoolSize(4);
  try (var pool = new HikariDataSource(config)) {
    // @start region="database"
    // as many at once as the pool has connections: nobody ever waits inside the pool
    Database db = Database.of(pool, atMost(pool.getMaximumPoolSize()).named("db"));

    db.update("create table users (id bigint primary key, name varchar(40))");
    db.batch(
        "insert into users values (?, ?)",
        List.of(new User(1, "Ada"), new User(2, "Grace"), new User(3, "Alan")),
        user -> List.of(user.id(), user.name()));

    List<User> users = within(ofSeconds(2), () -> db.query("select * from users", User::of));
    // @end
    IO.println(users.size() + " users");
    transaction(db);
    keys(db);
    IO.println("names of " + stream(db) + " letters in all");
    keyset(db);
    deadline(db);
    IO.println(pool.getHikariPoolMXBean().getActiveConnections() + " connections in use");
  }
}

void transaction(Database db) throws SQLException, InterruptedException {
  // @start region="transaction"
  int renamed =
      db.transaction(tx -> {
        tx.update("update users set name = ? where id = ?", "Grace Hopper", 2);
        return tx.update("update users set name = ? where id = ?", "Alan Turing", 3);
      }); // committed here; rolled back if it throws, is cancelled or too late
  // @end
  IO.println(renamed + " renamed last");
}

void keys(Database db) throws SQLException, InterruptedException {
  // @start region="keys"
  String byId = "select id, name from users where id in (...)";

  List<User> some = db.queryIn(byId, Set.of(1L, 3L), User::of);
  Map<Long, User> each = db.queryByKey(byId, Set.of(1L, 3L, 99L), User::of, User::id);
  // @end
  IO.println(some.size() + " found, number 3 is " + each.get(3L).name());
}

long stream(Database db) throws SQLException, InterruptedException {
  // @start region="stream"
  return db.stream(
      "select id, name from users", // may be more than fits into memory
      User::of,
      rows -> rows.mapToLong(user -> user.name().length()).sum());
  // @end
}

void keyset(Database db) throws SQLException, InterruptedException {
  // @start region="keyset"
  Keyset<User, Long> byId =
      Keyset.<User, Long>of(
              db, "select id, name from users where id > ? order by id limit ?", User::of, User::id)
          .upTo(2);

  byId.forEachPage(0L, page -> IO.println("a page: " + page));
  try (Stream<User> users = byId.pages(0L).stream()) { // the next page comes meanwhile
    IO.println("a stream: " + users.map(User::name).toList());
  }
  // @end
}

void deadline(Database db) throws SQLException, InterruptedException {
  // @start region="deadline"
  try {
    within(ofMillis(50), () -> db.query(ENDLESS, row -> row.getLong(1)));
  } catch (DeadlineExceeded late) {
    IO.println("too late: cancelled in the database as well");
  }
  // @end
}

static final String ENDLESS = "select max(mod(x, 7)) from system_range(1, 1000000000000000)";
