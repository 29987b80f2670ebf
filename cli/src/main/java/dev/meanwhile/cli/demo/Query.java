package dev.meanwhile.cli.demo;

import java.time.Duration;

/**
 * A query to the database.
 *
 * @param name what it asks for
 * @param latency how long the database takes
 */
record Query(String name, Duration latency) implements Read {}
