// Tasks that an executor runs, and futures that nobody keeps.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.client.RestOperations;

class DroppedTasks {
  interface Policies {
    void activate(long person);
  }

  private final ExecutorService pool = Executors.newFixedThreadPool(4);
  private ThreadPoolTaskExecutor springPool;
  private RestOperations rest;
  private Policies policies;
  private Logger log;
  private final Map<String, Future<?>> running = new ConcurrentHashMap<>();

  private void send(String order) {
    rest.postForLocation("http://orders", order);
  }

  private void store(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new IOException(file + " is missing");
    }
    Files.writeString(file, "stored");
  }

  void ignored(String order) {
    pool.submit(() -> send(order)); // finds: dropped-future
  }

  void inABlock(List<Long> people) {
    springPool.submit(() -> { // finds: dropped-future
      for (Long person : people) {
        policies.activate(person);
      }
    });
  }

  void callable(Path file) {
    pool.submit(() -> { // finds: dropped-future
      store(file);
      return null;
    });
  }

  void unread(String order) {
    Future<?> sent = pool.submit(() -> send(order)); // finds: dropped-future
  }

  void ended(String order) {
    Future<?> sent = pool.submit(() -> send(order)); // finds: dropped-future
    if (order.isEmpty()) {
      sent.cancel(true);
    }
  }

  void reference(Collection<String> orders) {
    orders.forEach(order -> pool.submit(() -> send(order))); // finds: dropped-future
  }

  void ofAnObject(String order) {
    pool.submit(new Sending(order)); // finds: dropped-future
  }

  class Sending implements Runnable {
    private final String order;

    Sending(String order) {
      this.order = order;
    }

    @Override
    public void run() {
      send(order);
    }
  }

  void anonymous(Path file) {
    pool.submit(
        new Callable<Void>() { // finds: dropped-future
          @Override
          public Void call() throws Exception {
            store(file);
            return null;
          }
        });
  }

  void all(List<String> orders) throws InterruptedException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (String order : orders) {
      tasks.add(() -> {
        send(order);
        return null;
      });
    }
    pool.invokeAll(tasks); // finds: dropped-future
  }

  void narrowCatch(Path file) {
    pool.submit(() -> { // finds: dropped-future
      try {
        store(file);
        send(file.toString());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  void executed(String order) {
    pool.execute(() -> send(order)); // silent: the thread's handler hears of it
  }

  void joined(String order) throws InterruptedException, ExecutionException {
    Future<?> sent = pool.submit(() -> send(order)); // silent: it is asked
    sent.get();
  }

  Future<?> returned(String order) {
    return pool.submit(() -> send(order)); // silent: the caller has it
  }

  void kept(String order) {
    running.put(order, pool.submit(() -> send(order))); // silent: it is kept
  }

  void logged(String order) {
    pool.submit(() -> { // silent: the task logs all failures
      try {
        send(order);
      } catch (Exception e) {
        log.error("not sent: {}", order, e);
      }
    });
  }

  void loggedInside(String order) {
    pool.submit(() -> quiet(order)); // silent: the method logs all failures
  }

  private void quiet(String order) {
    try {
      send(order);
    } catch (RuntimeException e) {
      log.warn("not sent: {}", order, e);
    }
  }

  void counting() {
    pool.submit(() -> log.info("{} running", running.size())); // silent: nothing in it fails
  }

  CompletableFuture<Void> promised(String order) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    pool.submit(() -> { // silent: the promise has the failure
      try {
        send(order);
        sent.complete(null);
      } catch (Exception e) {
        sent.completeExceptionally(e);
      }
    });
    return sent;
  }

  interface Sent {
    void onSent(String order);

    void onFailure(Throwable failure);
  }

  interface Gateway {
    void send(String order, SendListener listener);
  }

  interface SendListener {
    void failed(Exception e);
  }

  void told(Gateway gateway, String order, SendListener listener) {
    pool.submit(() -> gateway.send(order, listener)); // silent: the listener hears of failures
  }

  void collected(List<String> orders) throws InterruptedException, ExecutionException {
    var service = new ExecutorCompletionService<Void>(pool);
    for (String order : orders) {
      service.submit(() -> send(order), null); // silent: they are taken below
    }
    for (int i = 0; i < orders.size(); i++) {
      service.take().get();
    }
  }

  void allAsked(List<String> orders) throws InterruptedException, ExecutionException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (String order : orders) {
      tasks.add(() -> {
        send(order);
        return null;
      });
    }
    for (Future<Void> sent : pool.invokeAll(tasks)) { // silent: each is asked
      sent.get();
    }
  }

  interface Members {
    void onLeft(String member);

    void onFailure(Throwable failure);
  }

  void tellsNews(List<Members> others, String member) {
    // finds: dropped-future
    pool.submit(() -> others.forEach(other -> other.onLeft(member)));
  }

  void tellsOfItself(Members others, String order) {
    pool.submit(() -> { // silent: the other hears of the failure
      try {
        send(order);
      } catch (RuntimeException e) {
        others.onFailure(e);
      }
    });
  }
}
