package dev.meanwhile.io.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the tests' own, on loopback: unpacked from its Maven artifact, run as an
 * unprivileged user, and stopped when it is closed, or when this process ends.
 */
final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final int TRIES = 5;

  /**
   * Stops the server when its own input ends, as it does with the process that started it; also
   * where a signal to the whole group has asked the server before to wait for its statements. The
   * server's output is the script's.
   */
  private static final String UNTIL_END_OF_INPUT =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      (trap '' HUP INT TERM; cat <&3 >/dev/null 2>&1; kill -INT $server) >/dev/null 2>&1 &
      exec 3<&-
      wait $server
      """;

  private final Path home;
  private final String password;
  private final int port;
  private final Process process;
  private final Thread log;

  private PostgresServer(Path home, String password, int port, Process process, Thread log) {
    this.home = home;
    this.password = password;
    this.port = port;
    this.process = process;
    this.log = log;
  }

  static PostgresServer start() {
    Path home = null;
    try {
      home = Files.createTempDirectory("meanwhile-postgres-");
      var account = UnprivilegedAccount.find(home);
      PostgresArchive.unpackTo(home);
      String password = UUID.randomUUID().toString();
      initialize(home, account, password);
      return serve(home, account, password);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (home != null) {
        delete(home);
      }
      throw new IllegalStateException(
          "cannot start PostgreSQL, which the tests of this module need: " + e.getMessage(), e);
    }
  }

  private static void initialize(Path home, UnprivilegedAccount account, String password)
      throws IOException, InterruptedException {
    Path secret = Files.writeString(home.resolve("password"), password);
    account.own(secret);
    account.own(Files.createDirectory(home.resolve("data")));
    Process initdb =
        account
            .process(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + home.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync")
            .start();
    initdb.getOutputStream().close();
    List<String> output = initdb.inputReader().readAllLines();
    if (initdb.waitFor() != 0) {
      throw new IOException("initdb failed:\n" + String.join("\n", output));
    }
  }

  /** Somebody else may take the port before the server does: then another one is tried. */
  private static PostgresServer serve(Path home, UnprivilegedAccount account, String password)
      throws IOException {
    var said = new ArrayList<String>();
    for (int i = 0; i < TRIES; i++) {
      int port = freePort();
      Process process =
          account
              .process(
                  "sh",
                  "-c",
                  UNTIL_END_OF_INPUT,
                  "sh",
                  home.resolve("bin/postgres").toString(),
                  "-D",
                  home.resolve("data").toString(),
                  "-c",
                  "listen_addresses=127.0.0.1",
                  "-c",
                  "port=" + port,
                  "-c",
                  "unix_socket_directories=",
                  "-c",
                  "fsync=off",
                  "-c",
                  "shared_buffers=16MB")
              .start();
      BufferedReader output = process.inputReader();
      if (awaitReady(output, said)) {
        Thread log = Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
        return new PostgresServer(home, password, port, process, log);
      }
    }
    throw new IOException("the server does not start:\n" + String.join("\n", said));
  }

  private static boolean awaitReady(BufferedReader output, List<String> said) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      if (line.contains("ready to accept connections")) {
        return true;
      }
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A pool with so many connections, whose patience is shorter than any test's. */
  HikariDataSource pool(int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    config.setUsername(USER);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(20_000);
    return new HikariDataSource(config);
  }

  /** Ends it as its own process does: the connections first. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
      log.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      delete(home);
    }
  }

  private static void delete(Path home) {
    try (Stream<Path> all = Files.walk(home)) {
      var paths = new ArrayList<>(all.toList());
      Collections.sort(paths, Comparator.reverseOrder());
      for (Path path : paths) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
