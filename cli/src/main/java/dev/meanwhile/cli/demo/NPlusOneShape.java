package dev.meanwhile.cli.demo;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A list of 500 items, each of which has to be read. */
final class NPlusOneShape implements Shape {
  private static final List<Integer> IDS = IntStream.range(0, 500).boxed().toList();
  private static final int AT_ONCE = 8;

  private final Endpoint item;
  private final Query items;

  NPlusOneShape(Pace pace) {
    item = pace.endpoint("item", 16).serving(64);
    items = pace.query("items", 30);
  }

  private List<String> byHand(Calls calls) throws IOException, InterruptedException {
    var bodies = new ArrayList<String>();
    for (int id : IDS) {
      bodies.add(calls.get(item, id));
    }
    return bodies;
  }

  private List<String> unbounded(Calls calls) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<String>>();
      for (int id : IDS) {
        futures.add(threads.submit(() -> calls.get(item, id)));
      }
      return bodiesOf(futures);
    }
  }

  private static List<String> bodiesOf(List<Future<String>> futures) throws InterruptedException {
    var bodies = new ArrayList<String>();
    for (Future<String> future : futures) {
      try {
        bodies.add(future.get());
      } catch (ExecutionException refused) {
        bodies.add("");
      }
    }
    return bodies;
  }

  private List<String> meanwhile(Calls calls) throws IOException, InterruptedException {
    return map(IDS, atMost(AT_ONCE), id -> calls.get(item, id));
  }

  private List<String> batched(Calls calls) throws SQLException {
    return calls.readAll(items, IDS);
  }

  @Override
  public String name() {
    return "nplus1";
  }

  @Override
  public String story() {
    return "500 items; the backend takes 64 connections and refuses any more";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(item);
  }

  @Override
  public List<Variant> variants() {
    int rounds = Math.ceilDiv(IDS.size(), AT_ONCE);
    return List.of(
        Variant.byHand(item.latency().multipliedBy(IDS.size()), this::byHand),
        Variant.byHand("unbounded", item.latency(), this::unbounded),
        Variant.meanwhile(item.latency().multipliedBy(rounds), this::meanwhile),
        Variant.byHand("batched", items.latency(), this::batched));
  }
}
