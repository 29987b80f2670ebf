// Executors of the program's own, which may look at failures, and wrappers that only pass tasks on.
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.springframework.data.jpa.repository.JpaRepository;

class OwnExecutors {
  interface Orders extends JpaRepository<String, Long> {}

  interface Watched extends ScheduledExecutorService {}

  static class WatchedPool extends ScheduledThreadPoolExecutor implements Watched {
    private Logger log;

    WatchedPool() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable task, long first, long next, TimeUnit unit) {
      return super.scheduleAtFixedRate(() -> watch(task), first, next, unit);
    }

    private void watch(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.warn("failed", e);
      }
    }
  }

  private static Watched pool() {
    return new WatchedPool();
  }

  private final Watched watched = pool();
  private final ScheduledExecutorService plain = Executors.newScheduledThreadPool(1);
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private Orders orders;

  void watch() {
    watched.scheduleAtFixedRate( // silent: the pool logs what fails
        () -> orders.deleteById(1L), 1, 1, TimeUnit.SECONDS);
  }

  void forget() {
    plain.scheduleAtFixedRate( // finds: dropped-future
        () -> orders.deleteById(1L), 1, 1, TimeUnit.SECONDS);
  }

  private Future<?> later(Runnable task) {
    return workers.submit(task);
  }

  void pass(List<Long> ids) {
    later(() -> orders.deleteAllById(ids)); // finds: dropped-future
  }
}
