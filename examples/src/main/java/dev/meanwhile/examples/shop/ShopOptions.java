package dev.meanwhile.examples.shop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How a shop is set up.
 *
 * @param port where it listens on the loopback interface; 0 takes any that is free
 * @param distance how long a round trip to its database takes
 * @param partnerLatency how long the partner takes for an answer
 * @param connections the size of the pool
 * @param ledgerLines how long the ledger is
 * @param patience how long each source of a search may take
 * @param heartbeat how often a waiting client is written to, in the form that notices hang-ups
 */
record ShopOptions(
    int port,
    Duration distance,
    Duration partnerLatency,
    int connections,
    int ledgerLines,
    Duration patience,
    Duration heartbeat) {

  static final Map<String, String> DEFAULTS =
      Map.of(
          "--distance", "20",
          "--partner", "60",
          "--connections", "10",
          "--ledger", "20000",
          "--patience", "1000",
          "--heartbeat", "250");

  static final String HELP =
      """
        --distance MS     a round trip to the database (20)
        --partner MS      an answer of the partner's service (60)
        --connections N   the size of the connection pool (10)
        --ledger LINES    what there is to export (20000)
        --patience MS     for each source of a search (1000)
        --heartbeat MS    how soon and how often to look whether a client is still there (250)
      """;

  /**
   * What holds where the command line does not say otherwise, for a program with options of its
   * own.
   */
  static Map<String, String> defaultsAnd(Map<String, String> own) {
    var all = new HashMap<>(DEFAULTS);
    all.putAll(own);
    return all;
  }

  static ShopOptions of(Arguments arguments, int port) {
    return new ShopOptions(
        port,
        arguments.millis("--distance", 0, 10_000),
        arguments.millis("--partner", 0, 10_000),
        arguments.number("--connections", 1, 1_000),
        arguments.number("--ledger", 1, 10_000_000),
        arguments.millis("--patience", 1, 600_000),
        arguments.millis("--heartbeat", 1, 600_000));
  }
}
