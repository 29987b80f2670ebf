package dev.meanwhile.cli.demo;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Ten calls of which one fails: nobody needs the nine others any more. */
final class FailureShape implements Shape {
  private final List<Endpoint> parts;

  FailureShape(Pace pace) {
    Endpoint broken = pace.endpoint("part-4", 150).failing();
    parts =
        Stream.iterate(0, n -> n < 10, n -> n + 1)
            .map(n -> n == 4 ? broken : pace.endpoint("part-" + n, 600))
            .toList();
  }

  private List<String> byHand(Calls calls) throws ExecutionException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<String>>();
      for (Endpoint part : parts) {
        futures.add(threads.submit(() -> calls.get(part)));
      }
      var bodies = new ArrayList<String>();
      for (Future<String> future : futures) {
        bodies.add(future.get());
      }
      return bodies;
    }
  }

  private List<String> meanwhile(Calls calls) throws IOException, InterruptedException {
    return map(parts, atMost(10), calls::get);
  }

  @Override
  public String name() {
    return "failure";
  }

  @Override
  public String story() {
    return "one of ten calls fails; what happens to the nine others?";
  }

  @Override
  public List<Endpoint> endpoints() {
    return parts;
  }

  @Override
  public List<Variant> variants() {
    Endpoint broken = parts.get(4);
    return List.of(
        Variant.byHand(Read.atOnce(parts.toArray(Endpoint[]::new)), this::byHand).mayFail(),
        Variant.meanwhile(broken.latency(), this::meanwhile).mayFail());
  }
}
