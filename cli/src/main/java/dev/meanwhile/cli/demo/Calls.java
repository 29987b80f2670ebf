package dev.meanwhile.cli.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The calls that the demo makes: plain, blocking, and failing with plain exceptions. */
interface Calls {
  /** Reads over HTTP. */
  String get(Endpoint endpoint) throws IOException, InterruptedException;

  /** Reads over HTTP, but not for longer than {@code timeout}. */
  String get(Endpoint endpoint, Duration timeout) throws IOException, InterruptedException;

  /** Reads one item over HTTP. */
  String get(Endpoint endpoint, int id) throws IOException, InterruptedException;

  /** Reads one row from the database. */
  String read(Query query) throws SQLException;

  /** Reads all rows with these ids from the database, in one query. */
  List<String> readAll(Query query, List<Integer> ids) throws SQLException;
}
