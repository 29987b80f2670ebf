// The client of the JDK: a limit is set on the request, or nowhere.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class JdkHttpClient {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  String plain(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder().uri(uri).GET().build();
    HttpResponse<String> answer =
        http.send(request, BodyHandlers.ofString()); // finds: wait-without-timeout
    return answer.body();
  }

  String limited(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    return http.send(request, BodyHandlers.ofString()).body(); // silent: the request has a limit
  }

  String inOneChain(URI uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      // finds: wait-without-timeout
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  String inSteps(URI uri, String token) throws Exception {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    if (token != null) {
      builder.header("Authorization", token);
    }
    // finds: wait-without-timeout
    return http.send(builder.build(), BodyHandlers.ofString()).body();
  }

  String inLimitedSteps(URI uri, String token) throws Exception {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    builder.timeout(Duration.ofSeconds(1));
    if (token != null) {
      builder.header("Authorization", token);
    }
    // silent: a step before sets the limit
    return http.send(builder.build(), BodyHandlers.ofString()).body();
  }

  private HttpRequest.Builder prepared(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("Accept", "text/plain")
        .timeout(Duration.ofMillis(800));
  }

  String prepared(String path) throws Exception {
    HttpRequest request = prepared(URI.create(path)).GET().build();
    // silent: the method that builds it sets the limit
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private HttpRequest.Builder unprepared(URI uri) {
    return HttpRequest.newBuilder(uri).header("Accept", "text/plain");
  }

  String unprepared(String path) throws Exception {
    HttpRequest request = unprepared(URI.create(path)).GET().build();
    return http.send(request, BodyHandlers.ofString()).body(); // finds: wait-without-timeout
  }

  String joined(URI uri) {
    // finds: wait-without-timeout
    return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .thenApply(HttpResponse::body)
        .join();
  }

  String asked(URI uri) throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    return answer.get().body(); // finds: wait-without-timeout
  }

  String askedInTime(URI uri) throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    return answer.get(3, TimeUnit.SECONDS).body(); // silent: the wait itself has a limit
  }

  String orElse(URI uri) {
    // silent: the future ends in time
    return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .orTimeout(3, TimeUnit.SECONDS)
        .thenApply(HttpResponse::body)
        .join();
  }
}
