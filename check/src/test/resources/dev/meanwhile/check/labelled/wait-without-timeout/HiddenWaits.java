// Futures from several layers down, threads, completion services, sockets.
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.client.WebTarget;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.scheduling.annotation.Async;
import org.springframework.web.client.RestOperations;

class HiddenWaits {
  interface Readings extends JpaRepository<String, Long> {
    String findByDevice(String device);
  }

  interface ReadingDao {
    ListenableFuture<String> latest(String device);
  }

  interface ReadingService {
    ListenableFuture<String> latest(String device);
  }

  static class SqlReadingDao implements ReadingDao {
    private ListeningExecutorService service;
    private Readings readings;

    @Override
    public ListenableFuture<String> latest(String device) {
      return service.submit(() -> readings.findByDevice(device));
    }
  }

  static class BaseReadingService implements ReadingService {
    private ReadingDao dao;

    @Override
    public ListenableFuture<String> latest(String device) {
      return dao.latest(device);
    }
  }

  private ReadingService readings;
  private RestOperations rest;
  private ExecutorService pool;
  private WebTarget target;

  private String load(String id) {
    return rest.getForObject("http://parts/" + id, String.class);
  }

  String throughTheLayers(String device) throws Exception {
    return readings.latest(device).get(); // finds: wait-without-timeout
  }

  String throughTheLayersInTime(String device) throws Exception {
    return readings.latest(device).get(5, TimeUnit.SECONDS); // silent: the wait has a limit
  }

  static class Sweeper {
    private RestOperations rest;

    @Async
    public CompletableFuture<Void> sweep(String id) {
      rest.delete("http://parts/" + id);
      return CompletableFuture.completedFuture(null);
    }
  }

  void sweepAll(List<String> ids, Sweeper sweeper) {
    CompletableFuture<?>[] all = ids.stream().map(sweeper::sweep).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join(); // finds: wait-without-timeout
  }

  void threads(List<String> ids) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (String id : ids) {
      threads.add(Thread.startVirtualThread(() -> load(id)));
    }
    for (Thread thread : threads) {
      thread.join(); // finds: wait-without-timeout
    }
  }

  void thread(String id) throws InterruptedException {
    Thread thread = new Thread(() -> load(id));
    thread.start();
    thread.join(); // finds: wait-without-timeout
  }

  void threadInTime(String id) throws InterruptedException {
    Thread thread = new Thread(() -> load(id));
    thread.start();
    thread.join(5000); // silent: the wait has a limit
  }

  void computingThread(String text) throws InterruptedException {
    Thread thread = new Thread(() -> System.out.println(text.length()));
    thread.start();
    thread.join(); // silent: nothing outside is asked
  }

  List<String> nextOnes(List<String> ids) throws Exception {
    CompletionService<String> service = new ExecutorCompletionService<>(pool);
    for (String id : ids) {
      service.submit(() -> load(id));
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Future<String> next = service.take(); // finds: wait-without-timeout
      parts.add(next.get()); // silent: it is complete
    }
    return parts;
  }

  String any(List<String> ids) throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(() -> load(id));
    }
    return pool.invokeAny(tasks); // finds: wait-without-timeout
  }

  String invoker() throws Exception {
    return target.request().async().get(String.class).get(); // finds: wait-without-timeout
  }

  byte[] socket(String host) throws Exception {
    try (Socket socket = new Socket(host, 4711)) {
      InputStream in = socket.getInputStream(); // finds: wait-without-timeout
      return in.readNBytes(16);
    }
  }

  byte[] socketInTime(String host) throws Exception {
    try (Socket socket = new Socket(host, 4711)) {
      socket.setSoTimeout(500);
      InputStream in = socket.getInputStream(); // silent: reading has a limit
      return in.readNBytes(16);
    }
  }
}
