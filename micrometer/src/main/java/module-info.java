/** Tasks, waits and limits as meters of Micrometer. */
module dev.meanwhile.micrometer {
  requires transitive dev.meanwhile;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports dev.meanwhile.micrometer;
}
