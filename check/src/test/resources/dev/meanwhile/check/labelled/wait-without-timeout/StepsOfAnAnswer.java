// What is done with an answer has its request's limit, and its lack of one.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.springframework.web.client.RestOperations;

class StepsOfAnAnswer {
  private RestOperations rest;
  private ExecutorService pool;
  private Map<String, String> kept;
  private UserBlockingStub users;

  void inTime(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build();
    HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::statusCode)
        .thenAccept(System.out::println)
        .join(); // silent: the request has a limit
  }

  void forEver(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    HttpClient.newHttpClient() // finds: wait-without-timeout
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenAccept(System.out::println)
        .join();
  }

  private CompletableFuture<String> find(String id) {
    String known = kept.get(id);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    return CompletableFuture.supplyAsync(() -> rest.getForObject("/u/" + id, String.class), pool);
  }

  String knownOrAsked(String id) {
    return find(id).join(); // finds: wait-without-timeout
  }

  private CompletableFuture<String> known(String id) {
    return CompletableFuture.completedFuture(kept.get(id));
  }

  String known2(String id) {
    return known(id).join(); // silent: it is there already
  }

  Object all(Object question) {
    return users.getAllUsers(question); // finds: wait-without-timeout
  }

  Object channel() {
    return users.getChannel(); // silent: it asks nobody
  }

  private String askedInTime(String id) throws Exception {
    return pool.submit(() -> rest.getForObject("/u/" + id, String.class)).get(3, TimeUnit.SECONDS);
  }

  String taskThatEndsInTime(String id) throws Exception {
    return pool.submit(() -> askedInTime(id)).get(); // silent: the task has a limit of its own
  }
}
