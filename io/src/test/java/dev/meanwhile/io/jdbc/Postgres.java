package dev.meanwhile.io.jdbc;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link PostgresServer} of this run, which ends with the last test; null where
 * there is none for this platform.
 */
final class Postgres implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PostgresServer.class;
  }

  @Override
  public PostgresServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return PostgresArchive.isForThisPlatform() ? server(context) : null;
  }

  /** To be called in the constructor of a test that needs it: skips the test where it is null. */
  static PostgresServer orSkip(PostgresServer server) {
    assumeThat(server)
        .as(
            "no PostgreSQL is packed for %s on %s",
            System.getProperty("os.name"), System.getProperty("os.arch"))
        .isNotNull();
    return server;
  }

  private static PostgresServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Postgres.class))
        .computeIfAbsent(PostgresServer.class, _ -> PostgresServer.start(), PostgresServer.class);
  }
}
