package dev.meanwhile;

import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Code as a user would write it, given to the compiler. */
final class Snippet extends SimpleJavaFileObject {
  private static final String AROUND =
      """
      package snippet;

      import static dev.meanwhile.Meanwhile.*;
      import dev.meanwhile.*;
      import dev.meanwhile.resilience.*;
      import java.io.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.TimeoutException;

      class Snippet {
        static String plain() { return ""; }
        static String io() throws IOException { return ""; }
        static String missing() throws FileNotFoundException { return ""; }
        static String late() throws TimeoutException { return ""; }
        static String waits() throws InterruptedException { return ""; }
        static <T> T generic() { return null; }
        record Two(String a, String b) {}
        record Three(String a, String b, String c) {}
        record Tried(Outcome<String> a, Outcome<String> b) {}
        record Picky(String a, String b) { Picky { } Picky(String a) throws IOException { this(a, a); } }
        static final CancelSignal STOP = CancelSignal.after(Duration.ofDays(1));
        static final Duration SOON = Duration.ofSeconds(1);

        void test() %s {
          %s
        }
      }
      """;

  private final String source;

  private Snippet(String source) {
    super(URI.create("string:///snippet/Snippet.java"), Kind.SOURCE);
    this.source = source;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return source;
  }

  /** What the compiler has against the statements. */
  static List<String> errors(String statements) {
    return compile("throws InterruptedException", statements);
  }

  /**
   * What the compiler has against catching {@code exceptions} around the statement, and no others:
   * nothing, if it throws exactly these.
   */
  static List<String> errorsOfCatching(String statement, String... exceptions) {
    String clauses =
        Arrays.stream(exceptions)
            .map(type -> " catch (" + type + " e" + type.length() + ") {}")
            .collect(Collectors.joining());
    return compile("", exceptions.length == 0 ? statement : "try { " + statement + " }" + clauses);
  }

  private static List<String> compile(String clause, String statements) {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of("-proc:none", "-implicit:none", "-XDshould-stop.ifError=FLOW", "-cp", classPath());
    var task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                new StringWriter(),
                null,
                diagnostics,
                withoutOutput(options),
                null,
                List.of(new Snippet(AROUND.formatted(clause, statements))));
    task.call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  /** Attributes and checks the flow, but writes no class. */
  private static List<String> withoutOutput(List<String> options) {
    var all = new ArrayList<>(options);
    all.add("-XDshould-stop.ifNoError=FLOW");
    return all;
  }

  private static String classPath() {
    return Stream.of(Meanwhile.class, org.jspecify.annotations.NullMarked.class)
        .map(Snippet::placeOf)
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(type.toString(), e);
    }
  }
}
