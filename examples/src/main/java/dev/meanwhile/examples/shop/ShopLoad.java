package dev.meanwhile.examples.shop;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens a shop on the loopback interface, lets a number of users ask both forms of an endpoint, one
 * form after the other, and prints how long the answers took. A user asks again when the answer has
 * come: closed load, which hides what a queue would add.
 */
public final class ShopLoad {
  private static final String HELP =
      """
      Compares both forms of the shop's endpoints under load, on 127.0.0.1 only.

        --endpoint NAME   dashboard, order, search, invoices, export or all (dashboard)
        --users N         how many ask at the same time, 1 to 200 (4)
        --requests N      how often each form is asked, 1 to 20000 (200); invoices, which are
                          slow by hand, a twentieth as often

      Options of the shop:
      """;

  private static final Map<String, String> DEFAULTS =
      Map.of("--endpoint", "dashboard", "--users", "4", "--requests", "200");

  private static final List<String> ENDPOINTS =
      List.of("dashboard", "order", "search", "invoices", "export");

  private static final int PRODUCTS = 30;
  private static final int INVOICES_EVERY = 20;

  private final HttpClient client;
  private final URI shop;
  private final int users;
  private final int requests;

  private ShopLoad(HttpClient client, URI shop, int users, int requests) {
    this.client = client;
    this.shop = shop;
    this.users = users;
    this.requests = requests;
  }

  /** Runs the comparison. */
  public static void main(String[] words) throws Exception {
    CommandLine.run(
        "ShopLoad",
        HELP + ShopOptions.HELP,
        defaults(),
        words,
        arguments -> run(arguments, System.out));
  }

  static Map<String, String> defaults() {
    return ShopOptions.defaultsAnd(DEFAULTS);
  }

  static void run(Arguments arguments, PrintStream out) throws Exception {
    int users = arguments.number("--users", 1, 200);
    int requests = arguments.number("--requests", 1, 20_000);
    List<String> endpoints = endpoints(arguments.text("--endpoint"));
    try (Shop shop = Shop.open(ShopOptions.of(arguments, 0));
        HttpClient client = HttpClient.newHttpClient()) {
      var load = new ShopLoad(client, shop.address(), users, requests);
      out.println("users: " + users + "\n");
      for (String endpoint : endpoints) {
        out.println(load.compare(endpoint).draw());
      }
    }
  }

  private static List<String> endpoints(String name) {
    if (name.equals("all")) {
      return ENDPOINTS;
    }
    if (!ENDPOINTS.contains(name)) {
      throw new IllegalArgumentException(
          "--endpoint is " + name + "; allowed: all, " + String.join(", ", ENDPOINTS));
    }
    return List.of(name);
  }

  /** The first answers of each form are not counted: the JVM compiles. */
  private Comparison compare(String endpoint) throws InterruptedException, ExecutionException {
    int count = endpoint.equals("invoices") ? Math.ceilDiv(requests, INVOICES_EVERY) : requests;
    int warmUp = Math.min(count, 10 * users);
    measure("/by-hand/", endpoint, warmUp);
    measure("/meanwhile/", endpoint, warmUp);
    return new Comparison(
        endpoint, measure("/by-hand/", endpoint, count), measure("/meanwhile/", endpoint, count));
  }

  private Distribution measure(String form, String endpoint, int count)
      throws InterruptedException, ExecutionException {
    var left = new AtomicInteger(count);
    var times = new ArrayList<Long>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<List<Long>>>();
      for (int i = 0; i < users; i++) {
        all.add(threads.submit(() -> user(form, endpoint, left)));
      }
      for (Future<List<Long>> one : all) {
        times.addAll(one.get());
      }
    }
    return new Distribution(times, count - times.size());
  }

  /** What one user had to wait for each good answer, in nanoseconds. */
  private List<Long> user(String form, String endpoint, AtomicInteger left)
      throws InterruptedException {
    var times = new ArrayList<Long>();
    for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
      HttpRequest request = request(form, endpoint, n);
      long start = System.nanoTime();
      try {
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
          times.add(System.nanoTime() - start);
        }
      } catch (IOException failed) {
        // It counts as an error, as what is missing in the end.
      }
    }
    return times;
  }

  private HttpRequest request(String form, String endpoint, int n) {
    String query =
        switch (endpoint) {
          case "dashboard" -> "?user=1&org=1";
          case "order" -> "?user=1&quantity=1&product=" + (n % PRODUCTS + 1);
          case "search" -> "?q=la";
          case "invoices" -> "?org=1";
          default -> "";
        };
    var request = HttpRequest.newBuilder(shop.resolve(form + endpoint + query));
    return endpoint.equals("order")
        ? request.POST(BodyPublishers.noBody()).build()
        : request.build();
  }
}
