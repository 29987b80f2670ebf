/** Remote calls and database statements that keep to deadlines and end with their task. */
module dev.meanwhile.io {
  requires transitive dev.meanwhile;
  requires transitive java.net.http;
  requires transitive java.sql;
  requires static org.jspecify;

  exports dev.meanwhile.io.async;
  exports dev.meanwhile.io.http;
  exports dev.meanwhile.io.jdbc;
}
