// HTTP clients with a pool of connections, and processes whose output somebody reads.
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

class PoolsAndProcesses {
  static class PlainPool {
    private final CloseableHttpClient client;

    PlainPool() {
      var pool = new PoolingHttpClientConnectionManager();
      pool.setMaxTotal(200);
      client = HttpClients.custom().setConnectionManager(pool).build();
    }

    Object get(String uri) throws IOException {
      return client.execute(new HttpGet(uri)); // finds: wait-without-timeout
    }
  }

  static class LimitedPool {
    private final CloseableHttpClient client;

    LimitedPool() {
      var pool = new PoolingHttpClientConnectionManager();
      pool.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(2000).build());
      client = HttpClients.custom().setConnectionManager(pool).build();
    }

    Object get(String uri) throws IOException {
      return client.execute(new HttpGet(uri));
    }
  }

  static class PoolOfOthers {
    private final CloseableHttpClient client;

    PoolOfOthers(PoolingHttpClientConnectionManager pool) {
      client = HttpClients.custom().setConnectionManager(pool).build();
    }

    Object get(String uri) throws IOException {
      return client.execute(new HttpGet(uri));
    }
  }

  static class LimitedRequests {
    private final CloseableHttpClient client;

    LimitedRequests() {
      var pool = new PoolingHttpClientConnectionManager();
      client = HttpClients.custom().setConnectionManager(pool).build();
    }

    Object get(String uri) throws IOException {
      var get = new HttpGet(uri);
      get.setConfig(RequestConfig.custom().setSocketTimeout(2000).build());
      return client.execute(get);
    }
  }

  static class Command {
    private Process process;
    private InputStream output;

    void start(String... command) throws IOException {
      process = new ProcessBuilder(command).start();
      output = process.getInputStream();
    }

    byte[] output() throws IOException {
      return output.readAllBytes();
    }

    int end() throws InterruptedException {
      return process.waitFor();
    }
  }

  static class SilentCommand {
    private Process process;

    void start(String... command) throws IOException {
      process = new ProcessBuilder(command).inheritIO().start();
    }

    int end() throws InterruptedException {
      return process.waitFor(); // finds: wait-without-timeout
    }
  }

  static class WatchedCommand {
    int run(long millis, String... command) throws IOException, InterruptedException {
      Process process = new ProcessBuilder(command).inheritIO().start();
      var watch =
          new Thread(() -> {
            try {
              Thread.sleep(millis);
              process.destroy();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      watch.start();
      return process.waitFor();
    }
  }
}
