/** Records what tasks did, and shows it: timelines, the critical path, trace files. */
module dev.meanwhile.trace {
  requires transitive dev.meanwhile;
  requires jdk.jfr;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports dev.meanwhile.trace;
  exports dev.meanwhile.trace.export;
  exports dev.meanwhile.trace.foreign;
  exports dev.meanwhile.trace.whatif;

  provides dev.meanwhile.observe.ObserverProvider with
      dev.meanwhile.trace.TracingAtStart;
}
