package dev.meanwhile.cli.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Something that can be read over there, and how long that takes. */
sealed interface Read permits Endpoint, Query {
  String name();

  Duration latency();

  /** How long reads take one after the other. */
  static Duration oneAfterTheOther(Read... reads) {
    return Stream.of(reads).map(Read::latency).reduce(Duration.ZERO, Duration::plus);
  }

  /** How long reads take at once. */
  static Duration atOnce(Read... reads) {
    return Stream.of(reads).map(Read::latency).max(Comparator.naturalOrder()).orElseThrow();
  }
}
