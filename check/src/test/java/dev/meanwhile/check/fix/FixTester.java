package dev.meanwhile.check.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Rewrites the class {@code shop.Pages}, which has two methods that ask a database ({@code user}
 * and {@code org}) and one more, through the whole way from the check to the file.
 */
final class FixTester {
  private static final String PAGES =
      """
      package shop;

      import java.sql.SQLException;
      import javax.sql.DataSource;

      class Pages {
        private DataSource database;

      %s
        record User(long id, String name) {}

        record Org(long id, String name) {}

        record Page(User user, Org org) {}

        User user(long id) throws SQLException {
          try (var connection = database.getConnection();
              var query = connection.prepareStatement("select name from users where id = ?")) {
            query.setLong(1, id);
            try (var row = query.executeQuery()) {
              if (!row.next()) {
                throw new IllegalStateException("nobody");
              }
              return new User(id, row.getString(1));
            }
          }
        }

        Org org(long id) throws SQLException {
          try (var connection = database.getConnection();
              var query = connection.prepareStatement("select name from orgs where id = ?")) {
            query.setLong(1, id);
            try (var row = query.executeQuery()) {
              if (!row.next()) {
                throw new IllegalStateException("nobody");
              }
              return new Org(id, row.getString(1));
            }
          }
        }

        long total(long id) throws SQLException {
          try (var connection = database.getConnection();
              var query = connection.prepareStatement("select total from orgs where id = ?")) {
            query.setLong(1, id);
            try (var row = query.executeQuery()) {
              if (!row.next()) {
                throw new IllegalStateException("nobody");
              }
              return row.getLong(1);
            }
          }
        }
      }
      """;

  /** As much of the verbs as the rewritten code needs. */
  private static final String MEANWHILE =
      """
      package dev.meanwhile;

      public class Meanwhile {
        public interface Task<T, X extends Exception> { T run() throws X; }

        public interface Two<A, B, R, X extends Exception> { R combine(A a, B b) throws X; }

        public static <A, B, R, X extends Exception> R all(
            Task<? extends A, ? extends X> a,
            Task<? extends B, ? extends X> b,
            Two<? super A, ? super B, ? extends R, ? extends X> combine)
            throws X, InterruptedException {
          throw new InterruptedException();
        }
      }
      """;

  private final Path file;
  private final CheckOptions options;

  FixTester(Path folder) {
    this.file = folder.resolve("shop/Pages.java");
    this.options = CheckOptions.of(folder);
    write(folder.resolve("dev/meanwhile/Meanwhile.java"), MEANWHILE);
  }

  Path file() {
    return file;
  }

  static String pages(String method) {
    return PAGES.formatted(method.indent(2).replaceAll("(?m)^ +$", ""));
  }

  /** Rewrites the method to the other; a second run changes nothing. */
  void rewrites(Style style, String before, String after) {
    String text = pages(before);
    Rewrites done = rewrite(style, text);
    assertThat(done.left()).isEmpty();
    assertThat(done.count()).isEqualTo(1);
    String expected =
        style == Style.PLAIN
            ? pages(after).replace("import java.sql.SQLException;\n", PLAIN_IMPORTS)
            : pages(after).replaceFirst("(?m)^import ", VERB_IMPORT + "\n\nimport ");
    assertThat(read()).isEqualTo(expected);
    assertThat(plan(style).files()).isEmpty();
  }

  private static final String VERB_IMPORT = "import static dev.meanwhile.Meanwhile.all;";
  private static final String PLAIN_IMPORTS =
      """
      import java.sql.SQLException;
      import java.util.List;
      import java.util.concurrent.ExecutionException;
      import java.util.concurrent.Executors;
      import java.util.concurrent.Future;
      import java.util.concurrent.FutureTask;
      """;

  /** Leaves the method, and gives the reason. */
  String leaves(Style style, String method) {
    String text = pages(method);
    Rewrites done = rewrite(style, text);
    assertThat(done.files()).isEmpty();
    assertThat(read()).isEqualTo(text);
    return done.left().isEmpty()
        ? findings().stream().map(Finding::advice).findFirst().orElse("nothing found")
        : done.left().getFirst().reason();
  }

  Rewrites rewrite(Style style, String text) {
    write(file, text);
    try {
      return Fixer.apply(plan(style));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Rewrites plan(Style style) {
    try {
      return Fixer.plan(findings(), options, List.of(), style);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Finding> findings() {
    try {
      return Checker.check(options, CheckListener.NONE).findings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
