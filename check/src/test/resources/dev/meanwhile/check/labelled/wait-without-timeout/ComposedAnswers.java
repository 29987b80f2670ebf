// Futures whose answer comes in the callback of another one, or of a step that asks again.
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class ComposedAnswers {
  private LedgerClient client;
  private Ledgers ledgers;

  interface OpenCallback {
    void opened(int code);
  }

  interface LedgerClient {
    CompletableFuture<String> readAsync(long id);
  }

  interface Ledgers {
    void asyncOpen(long id, OpenCallback callback);
  }

  String promiseInAStep(long id) throws Exception {
    var answer = new CompletableFuture<String>();
    CompletableFuture.allOf(client.readAsync(id)).thenRun(() -> answer.complete("read"));
    return answer.get(); // finds: wait-without-timeout
  }

  String promiseInAStepWithALimit(long id) throws Exception {
    var answer = new CompletableFuture<String>();
    client.readAsync(id).orTimeout(5, TimeUnit.SECONDS).thenAccept(answer::complete);
    return answer.get(); // silent: the future that completes it has a limit
  }

  int promiseInACallback(long id) throws Exception {
    var answer = new CompletableFuture<Integer>();
    ledgers.asyncOpen(id, code -> answer.complete(code));
    return answer.get(); // finds: wait-without-timeout
  }

  String askedInAStep(long id) {
    return checked(id)
        .thenCompose(checked -> client.readAsync(checked))
        .join(); // finds: wait-without-timeout
  }

  int computedInAStep(long id) {
    return checked(id)
        .thenCompose(checked -> CompletableFuture.completedFuture(1))
        .join(); // silent: nothing is asked
  }

  private CompletableFuture<Long> checked(long id) {
    return CompletableFuture.supplyAsync(() -> Math.abs(id));
  }

  int throughMethods(long id) throws Exception {
    return first(id).get(); // finds: wait-without-timeout
  }

  private CompletableFuture<Integer> first(long id) {
    return second(id);
  }

  private CompletableFuture<Integer> second(long id) {
    return third(id).thenApply(code -> code + 1);
  }

  private CompletableFuture<Integer> third(long id) {
    return fourth(id);
  }

  private CompletableFuture<Integer> fourth(long id) {
    var answer = new CompletableFuture<Integer>();
    ledgers.asyncOpen(id, answer::complete);
    return answer;
  }
}
