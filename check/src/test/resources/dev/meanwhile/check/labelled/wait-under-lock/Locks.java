// Waits while a lock is held, and what only looks like one.
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.springframework.web.client.RestOperations;

class Locks {
  interface Orders extends org.springframework.data.jpa.repository.JpaRepository<String, Long> {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Object monitor = new Object();
  private ReadWriteLock both;
  private RestOperations rest;
  private Orders orders;
  private ZooKeeper keeper;
  private Logger log;
  private int count;
  private String token;

  synchronized void publish(String rate) {
    count++;
    rest.postForLocation("http://rates", rate); // finds: wait-under-lock
  }

  void announce(String node) throws Exception {
    synchronized (monitor) {
      count++;
      keeper.create(node, new byte[0], null, null); // silent: nodes are written in order
    }
  }

  byte[] look(String node) throws Exception {
    synchronized (monitor) {
      count++;
      return keeper.getData(node, false, null); // finds: wait-under-lock
    }
  }

  void book(String order) {
    synchronized (monitor) {
      count++;
      orders.save(order); // finds: wait-under-lock
    }
  }

  void send(String event) {
    lock.lock();
    try {
      count++;
      rest.put("http://events", event); // finds: wait-under-lock
    } finally {
      lock.unlock();
    }
  }

  synchronized void pace() throws InterruptedException {
    count++;
    Thread.sleep(500); // finds: wait-under-lock
  }

  void change(String event) {
    both.writeLock().lock();
    try {
      tell(event); // finds: wait-under-lock
    } finally {
      both.writeLock().unlock();
    }
  }

  private void tell(String event) {
    rest.postForLocation("http://events", event);
  }

  void run(ProcessBuilder command) throws Exception {
    synchronized (monitor) {
      Process process = command.start(); // finds: wait-under-lock
      process.waitFor();
    }
  }

  void before(String event) {
    rest.postForLocation("http://events", event); // silent: before the lock
    synchronized (monitor) {
      count++;
    }
  }

  void after(String event) {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
    rest.postForLocation("http://events", event); // silent: behind the lock
  }

  synchronized int inMemory() {
    return count + 1; // silent: no wait
  }

  void awaitChange() throws InterruptedException {
    lock.lock();
    try {
      changed.await(); // silent: this gives the lock back while it waits
    } finally {
      lock.unlock();
    }
  }

  synchronized void awaitNotify() throws InterruptedException {
    wait(); // silent: this gives the lock back while it waits
  }

  synchronized String token() {
    if (token == null) {
      token = rest.getForObject("http://tokens", String.class); // silent: one asks for all
    }
    return token;
  }

  synchronized Runnable later(String event) {
    return () -> rest.postForLocation("http://events", event); // silent: it runs elsewhere
  }

  synchronized void start() {
    rest.postForLocation("http://services", "started"); // silent: once, at the beginning
  }

  private synchronized void skipMigration(String order) {
    orders.save(order); // silent: once, at the beginning
  }
}
