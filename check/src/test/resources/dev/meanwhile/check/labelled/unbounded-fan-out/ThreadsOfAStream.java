// Threads that a stream makes and starts, and pools with a thread for each connection.
import java.sql.Connection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

class ThreadsOfAStream {
  interface Session {
    void close();

    void copy(String table);
  }

  List<Thread> closeAll(List<Session> sessions) {
    return sessions.stream()
        .map(session -> new Thread(session::close))
        .peek(Thread::start) // finds: unbounded-fan-out
        .toList();
  }

  List<Thread> closeBoth(Session one, Session other) {
    return Stream.of(one, other)
        .map(session -> new Thread(session::close))
        .peek(Thread::start)
        .toList();
  }

  void copyAll(List<String> tables, Queue<Connection> connectionPool, Session session) {
    ExecutorService pool = Executors.newFixedThreadPool(connectionPool.size());
    for (String table : tables) {
      pool.submit(() -> session.copy(table));
    }
  }

  void copyAllAtOnce(List<String> tables, Session session) {
    ExecutorService pool = Executors.newFixedThreadPool(tables.size());
    for (String table : tables) { // finds: unbounded-fan-out
      pool.submit(() -> session.copy(table));
    }
  }
}
