package dev.meanwhile.cli.demo;

import java.util.List;
import java.util.function.Function;

/** An everyday shape of waiting, by hand and with Meanwhile. */
interface Shape {
  /** All shapes, in the order in which they are shown. */
  List<Function<Pace, Shape>> ALL =
      List.of(
          DashboardShape::new,
          ProfileShape::new,
          WidgetsShape::new,
          NPlusOneShape::new,
          OrderShape::new,
          MirrorsShape::new,
          FailureShape::new);

  /** All shapes at one pace. */
  static List<Shape> all(Pace pace) {
    return ALL.stream().map(shape -> shape.apply(pace)).toList();
  }

  String name();

  /** What it is about, in one line. */
  String story();

  /** What the backend must serve for it. */
  List<Endpoint> endpoints();

  List<Variant> variants();
}
