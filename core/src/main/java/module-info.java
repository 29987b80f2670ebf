/**
 * Runs independent work at once, within limits, and leaves nothing behind: plain blocking Java on
 * virtual threads.
 */
module dev.meanwhile {
  requires jdk.jfr;
  requires static org.jspecify;

  exports dev.meanwhile;
  exports dev.meanwhile.observe;
  exports dev.meanwhile.plan;
  exports dev.meanwhile.resilience;
  exports dev.meanwhile.stream;
  // The test kit brings its own clock and counts what is alive; nobody else sees the engine.
  exports dev.meanwhile.runtime to
      dev.meanwhile.testing;

  uses dev.meanwhile.observe.ObserverProvider;
}
