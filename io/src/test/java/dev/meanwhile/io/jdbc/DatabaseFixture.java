package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.Limit;
import dev.meanwhile.testing.LeakGuard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool of four connections with one limit, to each of the databases; all is given back. */
@ParameterizedClass
@EnumSource(Engine.class)
@ExtendWith({LeakGuard.class, Postgres.class})
abstract class DatabaseFixture {
  static final String INSERT = "insert into users (id, name) values (?, ?)";

  final Engine engine;
  final PostgresServer server;
  final Limit limit = atMost(4).named("db");
  HikariDataSource pool;
  Database db;

  DatabaseFixture(Engine engine, PostgresServer server) {
    this.engine = engine.orSkip(server);
    this.server = server;
  }

  @BeforeEach
  void open(@TempDir Path directory) throws SQLException {
    pool = engine.pool(server, directory, 4);
    db = Database.of(pool, limit);
  }

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    assertThat(limit.inUse()).isZero();
    pool.close();
  }

  void insert(int users) throws SQLException, InterruptedException {
    db.batch(INSERT, IntStream.range(0, users).boxed().toList(), id -> List.of(id, "user " + id));
  }

  int users() throws SQLException, InterruptedException {
    return db.queryOne("select count(*) from users", row -> row.getInt(1)).orElseThrow();
  }
}
