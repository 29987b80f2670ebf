/**
 * Virtual time, a leak guard, interrupts at every step, and seeded chance: for tests of code that
 * uses Meanwhile.
 */
module dev.meanwhile.testing {
  requires transitive dev.meanwhile;
  requires static transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.meanwhile.testing;
}
