// Work that waits, on the pool that the whole process shares, or on one of its own.
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import org.springframework.web.client.RestOperations;

class CommonPool {
  interface Parts extends org.springframework.data.jpa.repository.JpaRepository<String, Long> {}

  private RestOperations rest;
  private Parts parts;
  private ExecutorService pool;

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  List<String> parallel(List<String> ids) {
    return ids.parallelStream().map(id -> load(id)).toList(); // finds: blocking-in-common-pool
  }

  List<String> parallelReference(List<String> ids) {
    return ids.stream().parallel().map(this::load).toList(); // finds: blocking-in-common-pool
  }

  CompletableFuture<String> supplied(String id) {
    return CompletableFuture.supplyAsync(() -> load(id)); // finds: blocking-in-common-pool
  }

  CompletableFuture<Void> run(String part) {
    return CompletableFuture.runAsync(() -> parts.save(part)); // finds: blocking-in-common-pool
  }

  CompletableFuture<String> step(CompletableFuture<String> id) {
    return id.thenApplyAsync(this::load); // finds: blocking-in-common-pool
  }

  void stored(List<String> all) {
    all.parallelStream().forEach(part -> parts.save(part)); // finds: blocking-in-common-pool
  }

  void byHand(String part) {
    ForkJoinPool.commonPool().execute(() -> parts.save(part)); // finds: blocking-in-common-pool
  }

  CompletableFuture<String> onItsOwn(String id) {
    return CompletableFuture.supplyAsync(() -> load(id), pool); // silent: a pool of its own
  }

  CompletableFuture<String> stepOnItsOwn(CompletableFuture<String> id) {
    return id.thenApplyAsync(this::load, pool); // silent: a pool of its own
  }

  List<Integer> computed(List<String> texts) {
    return texts.parallelStream().map(String::length).toList(); // silent: nothing waits
  }

  CompletableFuture<Integer> computed(String text) {
    return CompletableFuture.supplyAsync(() -> text.length() * 31); // silent: nothing waits
  }

  List<String> inARow(List<String> ids) {
    return ids.stream().map(this::load).toList(); // silent: on the thread of the caller
  }

  CompletableFuture<String> next(CompletableFuture<String> id) {
    return id.thenApply(this::load); // silent: on the thread that completes it
  }
}
