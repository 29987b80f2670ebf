// Pools and schedulers of libraries that are not there, and tasks that call others back.
import com.example.cluster.KeyedExecutor;
import com.example.cluster.OrderedScheduler;
import com.google.common.util.concurrent.RateLimiter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.springframework.web.client.RestOperations;

class PoolsOfLibraries {
  private final ExecutorService pool = Executors.newFixedThreadPool(4);
  private OrderedScheduler scheduler;
  private KeyedExecutor workers;
  private RateLimiter limiter;
  private RestOperations rest;
  private List<Channel> channels;
  private Set<String> seen;
  private Logger log;

  interface Listener {
    void onChange(String id);
  }

  interface Channel {
    void close();
  }

  private void probe() {
    rest.getForObject("http://peer/health", String.class);
  }

  private void probeSafely() {
    try {
      probe();
    } catch (Exception e) {
      log.warn("peer is away", e);
    }
  }

  void periodic() {
    scheduler.scheduleAtFixedRate(() -> probe(), 5, 5, TimeUnit.SECONDS); // finds: dropped-future
  }

  void periodicThatCatches() {
    scheduler.scheduleAtFixedRate(() -> probeSafely(), 5, 5, TimeUnit.SECONDS);
  }

  void orderedByItsOwnRules(Object policy) {
    scheduler.scheduleAtFixedRate(() -> probe(), policy);
  }

  void keyed() {
    workers.submit(() -> probe()); // finds: dropped-future
  }

  void keyedThatCatches() {
    workers.submit(() -> probeSafely());
  }

  void closeAll() {
    pool.submit(() -> channels.forEach(Channel::close)); // finds: dropped-future
  }

  void rememberAll(List<String> ids) {
    pool.submit(() -> ids.forEach(seen::add));
  }

  void tell(Listener listener, String id) {
    pool.submit(() -> listener.onChange(id)); // finds: dropped-future
  }

  void tellOfFailures(Peers peers, String id) {
    pool.submit(() -> peers.ask(id).onFailure(e -> log.warn("no answer", e)));
  }

  void waitForPermit() {
    pool.submit(() -> limiter.acquire());
  }

  void step(Step step) {
    pool.submit(step);
  }

  interface Peers {
    Answer ask(String id);
  }

  interface Answer {
    void onFailure(java.util.function.Consumer<Throwable> handler);
  }

  abstract static class Step implements Runnable {
    @Override
    public void run() {
      perform();
    }

    abstract void perform();
  }

  static class One extends Step {
    @Override
    void perform() {}
  }

  static class Two extends Step {
    @Override
    void perform() {}
  }

  static class Three extends Step {
    @Override
    void perform() {}
  }

  static class Four extends Step {
    @Override
    void perform() {}
  }

  static class Five extends Step {
    @Override
    void perform() {}
  }
}
