/** Tasks as spans of OpenTelemetry, current in their code and in outgoing calls. */
module dev.meanwhile.otel {
  requires transitive dev.meanwhile;
  requires transitive io.opentelemetry.api;
  requires io.opentelemetry.context;
  requires java.net.http;
  requires static org.jspecify;

  exports dev.meanwhile.otel;
}
