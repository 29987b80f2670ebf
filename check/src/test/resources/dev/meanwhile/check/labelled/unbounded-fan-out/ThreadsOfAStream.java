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

  static class Closer extends Thread {
    private final Session session;

    Closer(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      session.close();
    }
  }

  void closeEach(List<Session> sessions) {
    for (Session session : sessions) { // finds: unbounded-fan-out
      new Closer(session).start();
    }
  }

  void closeOne(Session session) {
    new Closer(session).start();
  }

  void startWorkers(int workers, Session session) {
    for (int i = 0; i < workers; i++) {
      new Closer(session).start();
    }
  }
}
