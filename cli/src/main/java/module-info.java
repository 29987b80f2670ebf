/** The {@code meanwhile} command. */
module dev.meanwhile.cli {
  requires com.h2database;
  requires dev.meanwhile;
  requires dev.meanwhile.check;
  requires dev.meanwhile.trace;
  requires info.picocli;
  requires java.net.http;
  requires java.sql;
  requires jdk.httpserver;
  requires tools.jackson.databind;
  requires static org.jspecify;

  opens dev.meanwhile.cli to
      info.picocli,
      tools.jackson.databind;
  opens dev.meanwhile.cli.demo to
      info.picocli,
      tools.jackson.databind;

  // The database calls a method of ours.
  exports dev.meanwhile.cli.demo to
      com.h2database;
}
