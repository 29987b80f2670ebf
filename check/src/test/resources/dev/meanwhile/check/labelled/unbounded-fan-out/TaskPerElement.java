// A task for each element: who runs it decides whether there is a limit.
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import org.springframework.web.client.RestTemplate;

class TaskPerElement {
  private RestTemplate rest;
  private final ExecutorService four = Executors.newFixedThreadPool(4);
  private final ExecutorService many = Executors.newCachedThreadPool();

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  List<String> aThreadEach(List<String> ids) {
    List<CompletableFuture<String>> parts =
        ids.stream()
            .map(id ->
                CompletableFuture.supplyAsync(() -> load(id), many)) // finds: unbounded-fan-out
            .collect(Collectors.toList());
    return parts.stream().map(CompletableFuture::join).collect(Collectors.toList());
  }

  void virtualThreads(List<String> ids) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String id : ids) { // finds: unbounded-fan-out
        executor.submit(() -> load(id));
      }
    }
  }

  void newThreads(Collection<String> ids) {
    for (String id : ids) { // finds: unbounded-fan-out
      new Thread(() -> load(id)).start();
    }
  }

  List<Future<String>> aFixedPool(List<String> ids) {
    List<Future<String>> all = new ArrayList<>();
    for (String id : ids) { // silent: fixed pool
      all.add(four.submit(() -> load(id)));
    }
    return all;
  }

  void aPermitEach(List<String> ids, Semaphore permits) throws InterruptedException {
    for (String id : ids) { // silent: permit
      permits.acquire();
      many.execute(() -> {
        try {
          load(id);
        } finally {
          permits.release();
        }
      });
    }
  }

  void aFew() {
    for (String id : List.of("a", "b")) { // silent: constant
      many.execute(() -> load(id));
    }
  }
}
