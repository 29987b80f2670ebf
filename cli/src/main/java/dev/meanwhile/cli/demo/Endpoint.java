package dev.meanwhile.cli.demo;

import java.time.Duration;

/**
 * A path of the backend.
 *
 * @param name its path
 * @param latency how long it takes to answer
 * @param failureRate how many of its answers are errors, from 0 to 1
 * @param connections how many connections it serves; on any more it answers that it is overloaded
 */
record Endpoint(String name, Duration latency, double failureRate, int connections)
    implements Read {
  Endpoint(String name, Duration latency) {
    this(name, latency, 0, Integer.MAX_VALUE);
  }

  Endpoint failing() {
    return new Endpoint(name, latency, 1, connections);
  }

  Endpoint serving(int most) {
    return new Endpoint(name, latency, failureRate, most);
  }
}
