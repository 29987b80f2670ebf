// Executors that a method makes.
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

class OwnPools {
  private ExecutorService kept;

  private String load(String id) {
    return id.strip();
  }

  String one(String id) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor(); // finds: leaked-executor
    return pool.submit(() -> load(id)).get();
  }

  void many(List<String> ids) {
    ExecutorService pool = Executors.newFixedThreadPool(8); // finds: leaked-executor
    ids.forEach(id -> pool.execute(() -> load(id)));
  }

  void handed(String id) {
    var pool = Executors.newCachedThreadPool(); // finds: leaked-executor
    CompletableFuture.runAsync(() -> load(id), pool);
  }

  void periodic(String id) {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1); // finds: leaked-executor
    timer.schedule(() -> load(id), 1, TimeUnit.SECONDS);
  }

  void pool(String id) {
    ThreadPoolExecutor pool =
        // finds: leaked-executor
        new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    pool.execute(() -> load(id));
  }

  Future<String> future(String id) {
    ExecutorService pool = Executors.newFixedThreadPool(2); // finds: leaked-executor
    Future<String> part = pool.submit(() -> load(id));
    return part;
  }

  String shutDown(String id) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor(); // silent: it is shut down
    try {
      return pool.submit(() -> load(id)).get();
    } finally {
      pool.shutdown();
    }
  }

  String closed(String id) throws Exception {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) { // silent: it is closed
      return pool.submit(() -> load(id)).get();
    }
  }

  ExecutorService made() {
    ExecutorService pool = Executors.newFixedThreadPool(4); // silent: the caller has it
    pool.execute(() -> load("first"));
    return pool;
  }

  void field() {
    ExecutorService pool = Executors.newFixedThreadPool(4); // silent: the object keeps it
    this.kept = pool;
  }

  void given(java.util.function.Consumer<ExecutorService> owner) {
    ExecutorService pool = Executors.newFixedThreadPool(4); // silent: somebody else has it
    owner.accept(pool);
  }

  String virtual(String id) throws Exception {
    ExecutorService pool =
        Executors.newVirtualThreadPerTaskExecutor(); // silent: it has no threads of its own
    return pool.submit(() -> load(id)).get();
  }
}
