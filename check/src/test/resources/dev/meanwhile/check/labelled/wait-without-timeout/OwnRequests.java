// A request of the program's own that begins with a limit, and one that does not.
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class OwnRequests {
  static class Limited {
    private static final Duration DEFAULT = Duration.ofMinutes(2);
    private Duration timeout = DEFAULT;

    Limited(String path) {}

    Limited timeout(Duration other) {
      timeout = other;
      return this;
    }
  }

  static class Unlimited {
    private Duration timeout = null;

    Unlimited(String path) {}
  }

  interface ServiceClient {
    CompletableFuture<String> ask(Limited request);

    CompletableFuture<String> ask(Unlimited request);
  }

  private ServiceClient client;

  String leader() {
    return client.ask(new Limited("/leader")).join(); // silent: its requests end in two minutes
  }

  private CompletableFuture<String> findTask(String id) {
    return client.ask(new Limited("/task/" + id).timeout(Duration.ofMinutes(5)));
  }

  String task(String id) {
    return findTask(id).join(); // silent: so does this one, wherever it is made
  }

  String leaderForEver() {
    return client.ask(new Unlimited("/leader")).join(); // finds: wait-without-timeout
  }
}
