// A task for each element, but something holds them back.
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import org.springframework.web.client.RestTemplate;

class LimitedStarts {
  enum Region {
    NORTH,
    SOUTH
  }

  interface LedgerClient {
    CompletableFuture<Boolean> closeAsync(String id);

    CompletableFuture<Void> deleteAsync(String id);
  }

  private RestTemplate rest;
  private final ExecutorService cached = Executors.newCachedThreadPool();
  private final ExecutorService queued =
      new ThreadPoolExecutor(4, 16, 60L, TimeUnit.SECONDS, new LinkedBlockingQueue<>(100));
  private final ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(2);

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  void aPoolWithAQueue(List<String> ids) {
    for (String id : ids) { // silent: bounded pool
      queued.submit(() -> load(id));
    }
  }

  void theScheduler(List<String> ids) {
    ids.forEach(id -> scheduled.submit(() -> load(id))); // silent: bounded pool
  }

  void theCommonPool(List<String> ids) {
    for (String id : ids) { // silent: bounded pool
      CompletableFuture.runAsync(() -> load(id));
    }
  }

  void aConstant() {
    for (int i = 0; i < 4; i++) { // silent: constant
      cached.submit(() -> load("probe"));
    }
  }

  void anEnum() {
    for (Region region : Region.values()) { // silent: constant
      cached.submit(() -> load(region.name()));
    }
  }

  void inParts(List<String> ids) throws Exception {
    for (List<String> part : Lists.partition(ids, 10)) {
      List<Future<?>> started = new ArrayList<>();
      for (String id : part) { // silent: parts
        started.add(cached.submit(() -> load(id)));
      }
      for (Future<?> each : started) {
        each.get();
      }
    }
  }

  void oneAfterTheOther(List<String> ids) throws Exception {
    for (String id : ids) { // silent: waits in the round
      cached.submit(() -> load(id)).get();
    }
  }

  void workers(int workerCount) {
    for (int worker = 0; worker < workerCount; worker++) { // silent: not by data
      cached.submit(() -> load("next"));
    }
  }

  void limited(List<String> ids) {
    ids.stream().limit(20).forEach(id -> cached.submit(() -> load(id))); // silent: limit
  }

  CompletableFuture<String> chained(List<String> ids) {
    CompletableFuture<String> last = CompletableFuture.completedFuture("");
    for (String id : ids) { // silent: one after the other
      last = last.thenCompose(all -> CompletableFuture.supplyAsync(() -> all + load(id), cached));
    }
    return last;
  }

  void aClientWithALimitOfItsOwn(List<String> ids, LedgerClient ledgers) {
    List<CompletableFuture<Void>> removals = new ArrayList<>();
    for (String id : ids) { // silent: the client may limit itself
      removals.add(ledgers.deleteAsync(id));
    }
    CompletableFuture.allOf(removals.toArray(new CompletableFuture[0])).join();
  }

  CompletableFuture<Void> anAsynchronousServer(List<Subscription> subscriptions) {
    List<CompletableFuture<Void>> closings = new ArrayList<>();
    for (Subscription each : subscriptions) { // silent: the client may limit itself
      closings.add(each.close());
    }
    return CompletableFuture.allOf(closings.toArray(new CompletableFuture[0]));
  }

  static class Subscription {
    private LedgerClient ledgers;
    private String id;

    CompletableFuture<Void> close() {
      return ledgers.closeAsync(id).thenCompose(closed -> ledgers.deleteAsync(id));
    }
  }
}
