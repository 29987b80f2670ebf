package dev.meanwhile.cli.demo;

import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.withinOr;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One file on three mirrors; the first of them hangs. */
final class MirrorsShape implements Shape {
  private final Endpoint oslo;
  private final Endpoint rome;
  private final Endpoint lima;
  private final Duration patience;
  private final Duration hedgeDelay;

  MirrorsShape(Pace pace) {
    oslo = pace.endpoint("oslo", 3_000);
    rome = pace.endpoint("rome", 100);
    lima = pace.endpoint("lima", 150);
    patience = pace.millis(400);
    hedgeDelay = pace.millis(100);
  }

  private String byHand(Calls calls) throws IOException, InterruptedException {
    IOException last = new IOException("no mirror");
    for (Endpoint mirror : List.of(oslo, rome, lima)) {
      try {
        return calls.get(mirror, patience);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private String meanwhile(Calls calls) throws InterruptedException {
    return any(
        named("oslo", () -> calls.get(oslo)),
        named("rome", () -> calls.get(rome)),
        named("lima", () -> calls.get(lima)));
  }

  private String race(Calls calls) throws IOException, InterruptedException {
    return withinOr(
        patience,
        () -> scope(s -> s.start("oslo", () -> calls.get(oslo)).get()),
        () -> "yesterday's copy");
  }

  private String hedged(Calls calls) throws InterruptedException {
    return hedge(
        hedgeDelay, named("oslo", () -> calls.get(oslo)), named("rome", () -> calls.get(rome)));
  }

  @Override
  public String name() {
    return "mirrors";
  }

  @Override
  public String story() {
    return "one file on three mirrors, the first of which hangs";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(oslo, rome, lima);
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        Variant.byHand(patience.plus(rome.latency()), this::byHand).mayFail(),
        Variant.meanwhile(rome.latency(), this::meanwhile),
        Variant.meanwhile("race", patience, this::race),
        Variant.meanwhile("hedge", hedgeDelay.plus(rome.latency()), this::hedged));
  }
}
