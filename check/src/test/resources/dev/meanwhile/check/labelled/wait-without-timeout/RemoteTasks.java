// Tasks on other threads that ask a service, and who waits for them.
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.web.client.RestOperations;

class RemoteTasks {
  private RestOperations rest;
  private ExecutorService pool;
  private ListeningExecutorService listening;

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  String one(String id) throws Exception {
    Future<String> part = pool.submit(() -> load(id));
    return part.get(); // finds: wait-without-timeout
  }

  String oneInTime(String id) throws Exception {
    Future<String> part = pool.submit(() -> load(id));
    return part.get(2, TimeUnit.SECONDS); // silent: the wait has a limit
  }

  List<String> each(List<String> ids) {
    List<Future<String>> parts = new ArrayList<>();
    for (String id : ids) {
      parts.add(pool.submit(() -> load(id)));
    }
    List<String> loaded = new ArrayList<>();
    for (Future<String> part : parts) {
      try {
        loaded.add(part.get()); // finds: wait-without-timeout
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return loaded;
  }

  List<String> all(List<String> ids) throws InterruptedException {
    List<Callable<String>> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(() -> load(id));
    }
    List<String> loaded = new ArrayList<>();
    for (Future<String> part : pool.invokeAll(tasks)) { // finds: wait-without-timeout
      loaded.add(part.resultNow());
    }
    return loaded;
  }

  void allInTime(List<String> ids) throws InterruptedException {
    List<Callable<String>> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(() -> load(id));
    }
    pool.invokeAll(tasks, 5, TimeUnit.SECONDS); // silent: all together have a limit
  }

  List<Integer> computed(List<String> texts) throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (String text : texts) {
      tasks.add(() -> text.length() * 31);
    }
    List<Integer> sums = new ArrayList<>();
    for (Future<Integer> sum : pool.invokeAll(tasks)) { // silent: nothing outside is asked
      sums.add(sum.get());
    }
    return sums;
  }

  List<String> streamed(List<String> ids) {
    List<CompletableFuture<String>> parts =
        ids.stream().map(id -> CompletableFuture.supplyAsync(() -> load(id), pool)).toList();
    // finds: wait-without-timeout
    CompletableFuture.allOf(parts.toArray(new CompletableFuture[0])).join();
    return parts.stream().map(CompletableFuture::join).toList(); // silent: all of them are complete
  }

  String both(String one, String other) {
    CompletableFuture<String> left = CompletableFuture.supplyAsync(() -> load(one), pool);
    CompletableFuture<String> right = CompletableFuture.supplyAsync(() -> load(other), pool);
    return left.thenCombine(right, String::concat).join(); // finds: wait-without-timeout
  }

  String bothInTime(String one, String other) {
    CompletableFuture<String> left = CompletableFuture.supplyAsync(() -> load(one), pool);
    CompletableFuture<String> right = CompletableFuture.supplyAsync(() -> load(other), pool);
    // silent: a limit for both
    CompletableFuture.allOf(left, right).orTimeout(2, TimeUnit.SECONDS).join();
    return left.join() + right.join(); // silent: both are complete
  }

  int computed(String text) throws Exception {
    Future<Integer> sum = pool.submit(() -> text.chars().sum());
    return sum.get(); // silent: nothing outside is asked
  }

  String polled(String id) throws Exception {
    Future<String> part = pool.submit(() -> load(id));
    if (part.isDone()) {
      return part.get(); // silent: it is complete
    }
    part.cancel(true);
    return "";
  }

  void latch(Collection<String> ids) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(ids.size());
    for (String id : ids) {
      pool.execute(() -> {
        try {
          load(id);
        } finally {
          left.countDown();
        }
      });
    }
    left.await(); // finds: wait-without-timeout
  }

  void latchInTime(Collection<String> ids) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(ids.size());
    for (String id : ids) {
      pool.execute(() -> {
        try {
          load(id);
        } finally {
          left.countDown();
        }
      });
    }
    if (!left.await(10, TimeUnit.SECONDS)) { // silent: the wait has a limit
      throw new IllegalStateException("late");
    }
  }

  void computedLatch(Collection<String> texts) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(texts.size());
    for (String text : texts) {
      pool.execute(() -> {
        text.strip();
        left.countDown();
      });
    }
    left.await(); // silent: nothing outside is asked
  }

  void inACallback(String id) {
    CompletableFuture<String> part = CompletableFuture.supplyAsync(() -> load(id), pool);
    part.thenRun(
        () -> System.out.println(part.join())); // silent: it is complete in its own callback
  }

  private ListenableFuture<String> ask(String id) {
    return listening.submit(() -> load(id));
  }

  void allOfGuava(List<String> ids) throws Exception {
    List<ListenableFuture<String>> parts = new ArrayList<>();
    for (String id : ids) {
      parts.add(ask(id));
    }
    Futures.successfulAsList(parts).get(); // finds: wait-without-timeout
  }

  void allOfGuavaInTime(List<String> ids) throws Exception {
    List<ListenableFuture<String>> parts = new ArrayList<>();
    for (String id : ids) {
      parts.add(ask(id));
    }
    Futures.allAsList(parts).get(5, TimeUnit.SECONDS); // silent: the wait has a limit
  }

  String thereAlready(String id) throws Exception {
    return Futures.immediateFuture(id).get(); // silent: it is complete
  }
}
