/**
 * Virtual time, a leak guard, assertions on recorded runs, interrupts at every step, and seeded
 * chance: for tests of code that uses Meanwhile.
 */
module dev.meanwhile.testing {
  requires transitive dev.meanwhile;
  requires transitive dev.meanwhile.trace;
  requires static transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.meanwhile.testing;
}
