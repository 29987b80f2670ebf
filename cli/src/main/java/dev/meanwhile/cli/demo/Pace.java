package dev.meanwhile.cli.demo;

import java.time.Duration;

/**
 * How slow the other side is: all its times are multiplied by this.
 *
 * @param scale more than zero
 */
record Pace(double scale) {
  private static final double NANOS_PER_MILLI = 1e6;

  Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * scale * NANOS_PER_MILLI));
  }

  Endpoint endpoint(String name, double millis) {
    return new Endpoint(name, millis(millis));
  }

  Query query(String name, double millis) {
    return new Query(name, millis(millis));
  }
}
