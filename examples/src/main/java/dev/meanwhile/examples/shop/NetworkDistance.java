package dev.meanwhile.examples.shop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.command.Command;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * How far away the database seems to be. H2 runs in this process and answers at once, so every
 * statement calls the SQL function {@code network_distance()}, which waits for one round trip and
 * returns 0. It stands where it is evaluated once for each statement: in the offset of a query, in
 * the one row of an update.
 */
public final class NetworkDistance {
  /** What a cancelled statement waits at most until it notices, in milliseconds. */
  private static final long SLICE = 25;

  private static final Map<String, Duration> BY_DATABASE = new ConcurrentHashMap<>();

  private NetworkDistance() {}

  /** From now on, a round trip to the database of that name takes so long. */
  static void set(String database, Duration roundTrip) {
    BY_DATABASE.put(database, roundTrip);
  }

  /** A database that is closed is nowhere. */
  static void forget(String database) {
    BY_DATABASE.remove(database);
  }

  /** What H2 calls. */
  public static int roundTrip(Connection connection) throws InterruptedException {
    var session = (SessionLocal) ((JdbcConnection) connection).getSession();
    Duration roundTrip =
        BY_DATABASE.getOrDefault(session.getDatabase().getShortName(), Duration.ZERO);
    long end = System.nanoTime() + roundTrip.toNanos();
    for (long left = roundTrip.toNanos(); left > 0; left = end - System.nanoTime()) {
      Thread.sleep(Duration.ofNanos(Math.min(left, SLICE * 1_000_000)));
      throwIfCancelled(session);
    }
    return 0;
  }

  /** H2's commands know whether they were cancelled, but tell only each other. */
  private static void throwIfCancelled(SessionLocal session) {
    session.checkCanceled();
    Command command = session.getCurrentCommand();
    if (command == null) {
      return;
    }
    try {
      Method check = Command.class.getDeclaredMethod("checkCanceled");
      check.setAccessible(true);
      check.invoke(command);
    } catch (InvocationTargetException cancelled) {
      throw (RuntimeException) cancelled.getCause();
    } catch (ReflectiveOperationException otherVersion) {
      throw new LinkageError("another version of H2", otherVersion);
    }
  }
}
