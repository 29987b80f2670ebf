// Races: the first success is meant, but the first end wins; or there may be nobody in the race.
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.web.client.RestOperations;

class Races {
  private RestOperations rest;
  private Executor pool;
  private ExecutorService service;

  private String ask(String host) {
    return rest.getForObject(host + "/rates", String.class);
  }

  String replicas(String first, String second) {
    CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> ask(first), pool);
    CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> ask(second), pool);
    return (String) CompletableFuture.anyOf(one, other).join(); // finds: race-for-failover
  }

  Object mirrors(List<String> mirrors) {
    List<CompletableFuture<String>> answers =
        mirrors.stream().map(host -> CompletableFuture.supplyAsync(() -> ask(host), pool)).toList();
    // finds: race-for-failover
    return CompletableFuture.anyOf(answers.toArray(new CompletableFuture[0])).join();
  }

  String fastest(List<String> hosts) {
    CompletableFuture<?>[] answers = new CompletableFuture<?>[hosts.size()];
    for (int i = 0; i < answers.length; i++) {
      String host = hosts.get(i);
      answers[i] = CompletableFuture.supplyAsync(() -> ask(host), pool);
    }
    return (String) CompletableFuture.anyOf(answers).join(); // finds: race-for-failover
  }

  String filled(List<String> hosts) throws Exception {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (String host : hosts) {
      answers.add(CompletableFuture.supplyAsync(() -> ask(host), pool));
    }
    // finds: race-for-failover
    return (String) CompletableFuture.anyOf(answers.toArray(new CompletableFuture[0])).get();
  }

  CompletableFuture<Object> returned(String first, String second) {
    // finds: race-for-failover
    return CompletableFuture.anyOf(
        CompletableFuture.supplyAsync(() -> ask(first), pool),
        CompletableFuture.supplyAsync(() -> ask(second), pool));
  }

  String invoked(List<String> hosts) throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (String host : hosts) {
      tasks.add(() -> ask(host));
    }
    return service.invokeAny(tasks); // finds: race-for-failover
  }

  Object againstTime(String host) {
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> ask(host), pool);
    CompletableFuture<String> late =
        new CompletableFuture<String>().completeOnTimeout("late", 1, TimeUnit.SECONDS);
    return CompletableFuture.anyOf(answer, late).join(); // silent: one of them is only the time
  }

  Object recovering(String first, String second) {
    CompletableFuture<String> one =
        CompletableFuture.supplyAsync(() -> ask(first), pool).exceptionally(e -> "none");
    CompletableFuture<String> other =
        CompletableFuture.supplyAsync(() -> ask(second), pool).exceptionally(e -> "none");
    return CompletableFuture.anyOf(one, other).join(); // silent: none of them fails
  }

  void allOfThem(String first, String second) {
    // silent: all, not one
    CompletableFuture.allOf(
            CompletableFuture.supplyAsync(() -> ask(first), pool),
            CompletableFuture.supplyAsync(() -> ask(second), pool))
        .join();
  }

  void waitsForAny(CompletableFuture<String> one, CompletableFuture<String> other) {
    CompletableFuture.anyOf(one, other).join(); // silent: no value is wanted
  }

  String invokedWithSome(String first, String second) throws Exception {
    return service.invokeAny(
        List.of(() -> ask(first), () -> ask(second))); // silent: the first success, and never empty
  }

  String notEmpty(List<String> hosts) throws Exception {
    if (hosts.isEmpty()) {
      return "none";
    }
    List<Callable<String>> tasks = new ArrayList<>();
    for (String host : hosts) {
      tasks.add(() -> ask(host));
    }
    return service.invokeAny(tasks); // silent: it is known not to be empty
  }
}
