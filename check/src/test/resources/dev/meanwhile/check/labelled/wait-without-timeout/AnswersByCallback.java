// Calls that answer by a callback, made to wait with a latch or a promise.
import com.example.concurrent.FutureUtils;
import com.example.rpc.OverlordClient;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.web.client.RestTemplate;

class AnswersByCallback {
  private LedgerClient client;
  private Ledgers ledgers;
  private Tree tree;
  private RestTemplate rest;
  private Registry registry;

  interface OpenCallback {
    void opened(int code);
  }

  interface LedgerClient {
    void open(long id, OpenCallback callback);

    CompletableFuture<String> readAsync(long id);
  }

  interface Ledgers {
    void asyncOpen(long id, OpenCallback callback);
  }

  interface Tree {
    void register(Runnable watcher);
  }

  void latch(long id) throws InterruptedException {
    var done = new CountDownLatch(1);
    ledgers.asyncOpen(id, code -> done.countDown());
    done.await(); // finds: wait-without-timeout
  }

  void latchInAVariable(long id) throws InterruptedException {
    var done = new CountDownLatch(1);
    OpenCallback callback =
        new OpenCallback() {
          @Override
          public void opened(int code) {
            done.countDown();
          }
        };
    ledgers.asyncOpen(id, callback);
    done.await(); // finds: wait-without-timeout
  }

  boolean latchWithALimit(long id) throws InterruptedException {
    var done = new CountDownLatch(1);
    ledgers.asyncOpen(id, code -> done.countDown());
    return done.await(5, TimeUnit.SECONDS);
  }

  void untilSomethingChanges() throws InterruptedException {
    var changed = new CountDownLatch(1);
    tree.register(() -> changed.countDown());
    changed.await();
  }

  int promise(long id) throws Exception {
    var answer = new CompletableFuture<Integer>();
    client.open(id, code -> answer.complete(code));
    return answer.get(); // finds: wait-without-timeout
  }

  int promiseThatIsKept(int code) throws Exception {
    var answer = new CompletableFuture<Integer>();
    answer.complete(code);
    return answer.get();
  }

  String throughALibrary(long id) throws Exception {
    return FutureUtils.result(client.readAsync(id)); // finds: wait-without-timeout
  }

  String ofAMissingClient(OverlordClient overlord, long id) {
    return FutureUtils.getUnchecked(overlord.taskStatus(id), true); // finds: wait-without-timeout
  }

  String ofAMissingQueue(java.util.List<String> queue) {
    return FutureUtils.getUnchecked(queue.getFirst(), true);
  }

  interface Item {
    CompletableFuture<String> result();
  }

  static class RemoteItem implements Item {
    private java.util.function.Supplier<CompletableFuture<String>> answer;

    @Override
    public CompletableFuture<String> result() {
      return answer.get();
    }
  }

  String ifItIsDone(Item item) throws Exception {
    return item.result().isDone() ? item.result().get() : "";
  }

  String anyway(Item item) throws Exception {
    return item.result().get(); // finds: wait-without-timeout
  }

  String throughALibraryWithALimit(long id) throws Exception {
    return FutureUtils.result(client.readAsync(id), 5, TimeUnit.SECONDS);
  }

  String throughAMethod(long id) throws Exception {
    return unwrapped(client.readAsync(id));
  }

  private static <T> T unwrapped(CompletableFuture<T> future) throws Exception {
    return future.get(); // finds: wait-without-timeout
  }

  String computed(String text) throws Exception {
    return unwrappedHere(CompletableFuture.supplyAsync(() -> text.strip()));
  }

  private static <T> T unwrappedHere(CompletableFuture<T> future) throws Exception {
    return future.get();
  }

  String next(CompletionService<String> done, String id) throws Exception {
    Callable<String> task = loading(id);
    done.submit(task);
    return done.take().get(); // finds: wait-without-timeout
  }

  private Callable<String> loading(String id) {
    return () -> rest.getForObject("http://ledgers/" + id, String.class);
  }

  private final java.util.Map<Long, CompletableFuture<String>> begun = new java.util.HashMap<>();
  private final java.util.Map<Long, CompletableFuture<String>> known = new java.util.HashMap<>();

  void begin(long id) {
    CompletableFuture<String> reading = client.readAsync(id);
    begun.put(id, reading);
    known.put(id, CompletableFuture.completedFuture("known"));
  }

  java.util.List<String> ofAllBegun() {
    return begun.values().stream()
        .map(CompletableFuture::join) // finds: wait-without-timeout
        .toList();
  }

  java.util.List<String> ofAllKnown() {
    return known.values().stream().map(CompletableFuture::join).toList();
  }

  String cluster() throws Exception {
    return registry.cluster().get(); // finds: wait-without-timeout
  }

  interface Registry {
    CompletableFuture<String> cluster();
  }

  static class RpcRegistry implements Registry {
    private java.util.function.Supplier<CompletableFuture<String>> channel;

    @Override
    public CompletableFuture<String> cluster() {
      return channel.get();
    }
  }
}
