// Processes, connections, stubs, reactive chains.
import io.grpc.ManagedChannel;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.web.reactive.function.client.WebClient;

class OtherWaits {
  private WebClient web;

  int run(String command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    return process.waitFor(); // finds: wait-without-timeout
  }

  int runAtRuntime(String command) throws Exception {
    Process process = Runtime.getRuntime().exec(command);
    if (process.waitFor() != 0) { // finds: wait-without-timeout
      throw new IllegalStateException(command);
    }
    return process.exitValue();
  }

  boolean runInTime(String command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    return process.waitFor(1, TimeUnit.MINUTES); // silent: the wait has a limit
  }

  int status(String host) throws Exception {
    URL url = new URL("http://" + host + "/status");
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod("GET");
    return connection.getResponseCode(); // finds: wait-without-timeout
  }

  int statusInTime(String host) throws Exception {
    URL url = new URL("http://" + host + "/status");
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(500);
    connection.setReadTimeout(500);
    return connection.getResponseCode(); // silent: the connection has a limit
  }

  byte[] image(String name) throws Exception {
    try (InputStream in =
        new URL("https://images/" + name).openStream()) { // finds: wait-without-timeout
      return in.readAllBytes();
    }
  }

  byte[] resource(String name) throws Exception {
    try (InputStream in =
        getClass().getResource(name).openStream()) { // silent: a file of the program
      return in.readAllBytes();
    }
  }

  String blocked(String id) {
    // finds: wait-without-timeout
    return web.get().uri("/parts/" + id).retrieve().bodyToMono(String.class).block();
  }

  String blockedInTime(String id) {
    // silent: block has a limit
    return web.get()
        .uri("/parts/" + id)
        .retrieve()
        .bodyToMono(String.class)
        .block(Duration.ofSeconds(2));
  }

  String chainInTime(String id) {
    // silent: the chain has a limit
    return web.get()
        .uri("/parts/" + id)
        .retrieve()
        .bodyToMono(String.class)
        .timeout(Duration.ofSeconds(2))
        .block();
  }

  static class Greetings {
    private final GreeterGrpc.GreeterBlockingStub stub;

    Greetings(ManagedChannel channel) {
      stub = GreeterGrpc.newBlockingStub(channel);
    }

    String hello(HelloRequest request) {
      return stub.sayHello(request).getMessage(); // finds: wait-without-timeout
    }
  }

  static class GreetingsInTime {
    private final GreeterGrpc.GreeterBlockingStub stub;

    GreetingsInTime(ManagedChannel channel) {
      stub = GreeterGrpc.newBlockingStub(channel);
    }

    String hello(HelloRequest request) {
      // silent: a deadline for each call
      return stub.withDeadlineAfter(2, TimeUnit.SECONDS).sayHello(request).getMessage();
    }
  }

  interface LedgerClient {
    CompletableFuture<Long> balance(String account);
  }

  static class Accounts {
    private LedgerClient ledger;

    long balance(String account) throws Exception {
      return ledger.balance(account).get(); // finds: wait-without-timeout
    }

    long balanceInTime(String account) throws Exception {
      return ledger.balance(account).get(1, TimeUnit.SECONDS); // silent: the wait has a limit
    }

    long known() {
      return CompletableFuture.completedFuture(42L).join(); // silent: it is complete
    }
  }

  String outputOf(String command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor(); // silent: its output has ended
    return output;
  }

  String errorsAfter(String command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    process.waitFor(); // finds: wait-without-timeout
    return new String(process.getErrorStream().readAllBytes());
  }
}
