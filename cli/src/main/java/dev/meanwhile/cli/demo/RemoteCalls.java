package dev.meanwhile.cli.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The calls, through sockets and JDBC. */
final class RemoteCalls implements Calls, AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Backend backend;
  private final Database database;

  RemoteCalls(Backend backend, Database database) {
    this.backend = backend;
    this.database = database;
  }

  @Override
  public String get(Endpoint endpoint) throws IOException, InterruptedException {
    return send(request("/" + endpoint.name()).build());
  }

  @Override
  public String get(Endpoint endpoint, Duration timeout) throws IOException, InterruptedException {
    HttpRequest request = request("/" + endpoint.name()).build();
    var answer = client.sendAsync(request, BodyHandlers.ofString());
    try {
      return body(request, answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("GET " + request.uri().getPath() + " took too long");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public String get(Endpoint endpoint, int id) throws IOException, InterruptedException {
    return send(request("/" + endpoint.name() + "?id=" + id).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(backend.address(path));
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    return body(request, client.send(request, BodyHandlers.ofString()));
  }

  private static String body(HttpRequest request, HttpResponse<String> response)
      throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException(
          "GET " + request.uri().getPath() + " was answered with " + response.statusCode());
    }
    return response.body().strip();
  }

  @Override
  public String read(Query query) throws SQLException {
    return database.read(query);
  }

  @Override
  public List<String> readAll(Query query, List<Integer> ids) throws SQLException {
    return database.readAll(query, ids);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
