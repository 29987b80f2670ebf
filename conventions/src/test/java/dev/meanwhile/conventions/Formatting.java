package dev.meanwhile.conventions;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** google-java-format, run as its own command line would run it. */
final class Formatting {

  static final String COMMAND = "./mvnw -q -pl conventions test -Dtest=FormatTest -Dformat.apply";

  private static final ToolProvider FORMATTER =
      ToolProvider.findFirst("google-java-format").orElseThrow();

  private Formatting() {}

  /** The files that formatting would change, and a line for each one that cannot be read. */
  static List<String> violations(Repository repository, List<Path> files) {
    return run(files, "--dry-run", "--set-exit-if-changed")
        .lines()
        .map(line -> line.replace(repository.root() + "/", ""))
        .toList();
  }

  /** Rewrites the files. */
  static void apply(List<Path> files) {
    run(files, "--replace");
  }

  private static String run(List<Path> files, String... options) {
    if (files.isEmpty()) {
      return "";
    }
    var output = new StringWriter();
    var writer = new PrintWriter(output);
    var arguments = Stream.concat(Stream.of(options), files.stream().map(Path::toString));
    FORMATTER.run(writer, writer, arguments.toArray(String[]::new));
    return output.toString();
  }
}
