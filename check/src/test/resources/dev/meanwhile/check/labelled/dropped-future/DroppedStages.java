// Chains of futures: who is told of a failure, and who is not.
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DeleteTopicsResult;
import org.slf4j.Logger;
import org.springframework.data.mongodb.repository.ReactiveMongoRepository;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.web.client.RestOperations;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

class DroppedStages {
  private RestOperations rest;
  private WebClient web;
  private Executor pool;
  private Logger log;

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  private void store(String part) {
    rest.put("http://parts", part);
  }

  void begun(String id) {
    CompletableFuture.runAsync(() -> store(id), pool); // finds: dropped-future
  }

  void inTheCommonPool(String id) {
    CompletableFuture.runAsync(() -> { // finds: dropped-future
      String part = load(id);
      store(part);
    });
  }

  void withAStep(String id) {
    // finds: dropped-future
    CompletableFuture.supplyAsync(() -> load(id), pool).thenAccept(this::store);
  }

  void withSteps(String id) {
    // finds: dropped-future
    CompletableFuture.supplyAsync(() -> load(id), pool)
        .thenApply(String::strip)
        .thenAccept(part -> log.info("loaded {}", part));
  }

  void ofAMethod(String id) {
    later(id); // finds: dropped-future
  }

  private CompletableFuture<String> later(String id) {
    return CompletableFuture.supplyAsync(() -> load(id), pool);
  }

  void unread(String id) {
    CompletableFuture<String> part = later(id); // finds: dropped-future
    log.info("asked for {}", id);
  }

  void onAKnownStage(CompletionStage<String> part) {
    part.thenAccept(each -> store(each)); // finds: dropped-future
  }

  void neverBegun(String id) {
    web.delete().uri("/parts/" + id).retrieve().bodyToMono(Void.class); // finds: dropped-future
  }

  interface Parts extends ReactiveMongoRepository<String, String> {}

  void neverStored(Parts parts, String part) {
    parts.save(part); // finds: dropped-future
  }

  static class Mails {
    private RestOperations rest;

    @Async
    public CompletableFuture<Boolean> send(String mail) {
      rest.postForLocation("http://mails", mail);
      return CompletableFuture.completedFuture(true);
    }
  }

  void byAContainer(Mails mails, String mail) {
    mails.send(mail); // finds: dropped-future
  }

  void told(String id) {
    // silent: whenComplete hears of it
    CompletableFuture.runAsync(() -> store(id), pool)
        .whenComplete((_, e) -> log.info("stored {}", id, e));
  }

  void recovered(String id) {
    // silent: exceptionally hears of it
    CompletableFuture.supplyAsync(() -> load(id), pool)
        .exceptionally(e -> "none")
        .thenAccept(part -> log.info("loaded {}", part));
  }

  void handled(String id) {
    // silent: handle hears of it
    CompletableFuture.supplyAsync(() -> load(id), pool)
        .handle((part, e) -> e == null ? part : "none");
  }

  void waited(String id) {
    CompletableFuture.runAsync(() -> store(id), pool).join(); // silent: it is waited for
  }

  CompletableFuture<Void> returned(String id) {
    return CompletableFuture.runAsync(() -> store(id), pool); // silent: the caller has it
  }

  void waitedTogether(String one, String other) {
    CompletableFuture<String> left = later(one); // silent: asked below
    CompletableFuture<String> right = later(other); // silent: asked below
    CompletableFuture.allOf(left, right).join();
  }

  void logged(String id) {
    CompletableFuture.runAsync(() -> { // silent: the task logs all failures
      try {
        store(load(id));
      } catch (Exception e) {
        log.error("{} is lost", id, e);
      }
    });
  }

  void onlyLogs(CompletionStage<String> part) {
    part.thenAccept(
        each -> log.info("{}", each)); // silent: the failure of the stage is its owner's
  }

  void subscribed(String id) {
    // silent: begun, with a handler
    web.delete()
        .uri("/parts/" + id)
        .retrieve()
        .bodyToMono(Void.class)
        .subscribe(_ -> {}, e -> log.warn("{} stays", id, e));
  }

  Mono<Void> described(String id) {
    // silent: the caller subscribes
    return web.delete().uri("/parts/" + id).retrieve().bodyToMono(Void.class);
  }

  void orders(AdminClient admin, List<String> topics) throws Exception {
    admin.deleteTopics(topics); // finds: dropped-future
    admin.deleteConsumerGroups(topics).all().get(5, TimeUnit.SECONDS); // silent: it is joined
    admin.listTopics(); // silent: nothing is lost
  }

  DeleteTopicsResult handedOn(AdminClient admin, List<String> topics) {
    return admin.deleteTopics(topics); // silent: the caller gets it
  }

  void templates(KafkaTemplate<String, String> kafka, String order) {
    kafka.send("orders", order); // silent: the template logs a failure
  }

  private CompletableFuture<Void> closing(String id) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    later(id)
        .thenAccept(_ -> closed.complete(null))
        .exceptionally(e -> {
          log.error("{} stays open", id, e);
          closed.completeExceptionally(e);
          return null;
        });
    return closed;
  }

  void loggedByTheMethod(String id) {
    closing(id); // silent: the method that fails it logs the failure
  }

  private CompletableFuture<String> reported(String id) {
    CompletableFuture<String> part = later(id);
    part.whenComplete((_, e) -> log.info("{} is loaded", id, e));
    return part;
  }

  void reportedByTheMethod(String id) {
    reported(id); // silent: the method that returns it has a handler on it
  }

  private CompletableFuture<Void> checked(String id) {
    CompletableFuture<Void> known = new CompletableFuture<>();
    if (id.isEmpty()) {
      known.completeExceptionally(new IllegalArgumentException("no id"));
    } else {
      known.complete(null);
    }
    return known;
  }

  void failedByTheMethod(String id) {
    checked(id); // finds: dropped-future
  }

  void completed(CompletableFuture<String> promise, Consumer<String> next) {
    promise.complete("done"); // silent: no future is given
  }

  void completedLater(CompletableFuture<String> promise, String id) {
    CompletableFuture.runAsync(() -> { // silent: the promise has the failure
      try {
        promise.complete(load(id));
      } catch (Throwable e) {
        promise.completeExceptionally(e);
      }
    });
  }
}
