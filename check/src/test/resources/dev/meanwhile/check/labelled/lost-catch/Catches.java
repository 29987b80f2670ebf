// A try around a future that is returned: the catch hears only of what fails before it.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.springframework.web.client.RestOperations;

class Catches {
  private RestOperations rest;
  private HttpClient http;
  private Executor pool;
  private Logger log;

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  private CompletableFuture<String> later(String id) {
    return CompletableFuture.supplyAsync(() -> load(id), pool);
  }

  CompletableFuture<String> logged(String id) {
    try {
      return CompletableFuture.supplyAsync(() -> load(id), pool); // finds: lost-catch
    } catch (Exception e) {
      log.error("no part {}", id, e);
      return CompletableFuture.completedFuture("none");
    }
  }

  CompletableFuture<String> ofAMethod(String id) {
    try {
      return later(id); // finds: lost-catch
    } catch (RuntimeException e) {
      log.error("no part {}", id, e);
      return CompletableFuture.completedFuture("none");
    }
  }

  CompletableFuture<String> withSteps(String id) {
    try {
      return later(id).thenApply(String::strip); // finds: lost-catch
    } catch (Exception e) {
      log.error("no part {}", id, e);
      return null;
    }
  }

  CompletableFuture<Integer> request(URI uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      // finds: lost-catch
      return http.sendAsync(request, BodyHandlers.discarding()).thenApply(a -> a.statusCode());
    } catch (Exception e) {
      log.error("no answer", e);
      return CompletableFuture.completedFuture(0);
    }
  }

  CompletableFuture<String> kept(String id) {
    try {
      CompletableFuture<String> part = later(id);
      return part; // finds: lost-catch
    } catch (Exception e) {
      log.error("no part {}", id, e);
      return null;
    }
  }

  CompletableFuture<String> fallback(String id) {
    try {
      return later(id); // finds: lost-catch
    } catch (RuntimeException e) {
      return later("default");
    }
  }

  CompletableFuture<String> converted(String id) {
    try {
      return later(id); // silent: what is thrown at once becomes a failed future
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  CompletableFuture<String> handled(String id) {
    try {
      return later(id).exceptionally(e -> "none"); // silent: the chain has a handler of its own
    } catch (Exception e) {
      log.error("no part {}", id, e);
      return CompletableFuture.completedFuture("none");
    }
  }

  String joined(String id) {
    try {
      return later(id).join(); // silent: the failure comes here
    } catch (RuntimeException e) {
      log.error("no part {}", id, e);
      return "none";
    }
  }

  CompletableFuture<String> known(String id) {
    try {
      return CompletableFuture.completedFuture(load(id)); // silent: it is complete already
    } catch (RuntimeException e) {
      log.error("no part {}", id, e);
      return CompletableFuture.completedFuture("none");
    }
  }

  CompletableFuture<String> parsed(String text) {
    try {
      URI uri = new URI(text);
      return later(uri.getPath()); // silent: the catch is for the name only
    } catch (java.net.URISyntaxException e) {
      log.error("no name {}", text, e);
      return CompletableFuture.completedFuture("none");
    }
  }

  CompletableFuture<String> around(String id) {
    return later(id); // silent: no try
  }
}
