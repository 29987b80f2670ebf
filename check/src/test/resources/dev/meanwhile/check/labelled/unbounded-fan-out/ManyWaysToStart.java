// Each way to start a task for each element, on something that takes as many as it gets.
import java.net.URI;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import org.springframework.web.client.RestTemplate;

class ManyWaysToStart {
  private RestTemplate rest;
  private HttpClient http;
  private final ExecutorService cached = Executors.newCachedThreadPool();
  private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService growing =
      new ThreadPoolExecutor(0, Integer.MAX_VALUE, 60L, TimeUnit.SECONDS, new SynchronousQueue<>());

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  List<String> futuresInAList(List<String> ids) {
    List<CompletableFuture<String>> futures = new ArrayList<>();
    for (String id : ids) { // finds: unbounded-fan-out
      futures.add(CompletableFuture.supplyAsync(() -> load(id), cached));
    }
    return futures.stream().map(CompletableFuture::join).collect(Collectors.toList());
  }

  void inForEach(List<String> ids) {
    ids.forEach(id -> virtual.execute(() -> load(id))); // finds: unbounded-fan-out
  }

  void aVirtualThreadEach(List<String> ids) {
    for (String id : ids) { // finds: unbounded-fan-out
      Thread.startVirtualThread(() -> load(id));
    }
  }

  void requests(List<String> urls) {
    List<CompletableFuture<HttpResponse<String>>> all =
        urls.stream()
            // finds: unbounded-fan-out
            .map(url ->
                http.sendAsync(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString()))
            .collect(Collectors.toList());
    all.forEach(CompletableFuture::join);
  }

  void invokedTogether(List<String> ids) throws InterruptedException {
    List<Callable<String>> calls = new ArrayList<>();
    for (String id : ids) {
      calls.add(() -> load(id));
    }
    virtual.invokeAll(calls); // finds: unbounded-fan-out
  }

  void aPoolAsWideAsTheList(List<String> ids) {
    ExecutorService pool = Executors.newFixedThreadPool(ids.size());
    for (String id : ids) { // finds: unbounded-fan-out
      pool.submit(() -> load(id));
    }
    pool.shutdown();
  }

  void threadsByIndex(String[] ids) {
    for (int i = 0; i < ids.length; i++) { // finds: unbounded-fan-out
      String id = ids[i];
      new Thread(() -> load(id)).start();
    }
  }

  void aPoolThatGrows(Collection<String> ids) {
    for (String id : ids) { // finds: unbounded-fan-out
      growing.submit(() -> load(id));
    }
  }

  void entries(Map<String, String> names) {
    names.forEach((key, name) ->
        CompletableFuture.runAsync(() -> load(key), cached)); // finds: unbounded-fan-out
  }

  void anArrayOfFutures(List<String> ids) {
    CompletableFuture<?>[] all =
        ids.stream()
            .map(id ->
                CompletableFuture.supplyAsync(() -> load(id), virtual)) // finds: unbounded-fan-out
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
  }

  private Callable<String> loading(String id) {
    return () -> {
      Thread.sleep(20);
      return load(id);
    };
  }

  List<Future<String>> tasksThatAMethodMakes(List<String> ids) {
    return ids.stream()
        .map(id -> cached.submit(loading(id))) // finds: unbounded-fan-out
        .collect(Collectors.toList());
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  List<String> eachAwaitedInItsTurn(List<String> urls) {
    return urls.stream()
        .map(url -> http.sendAsync(request(url), HttpResponse.BodyHandlers.ofString()))
        .filter(Objects::nonNull)
        .map(answer -> { // silent: a stream takes each through all its steps
          try {
            return answer.get(5, TimeUnit.SECONDS).body();
          } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
          }
        })
        .collect(Collectors.toList());
  }

  List<String> allBegunBeforeTheFirstIsAwaited(List<String> urls) {
    return urls.stream()
        // finds: unbounded-fan-out
        .map(url -> http.sendAsync(request(url), HttpResponse.BodyHandlers.ofString()))
        .toList()
        .stream()
        .map(answer -> answer.join().body())
        .toList();
  }
}
