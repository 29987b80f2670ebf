package dev.meanwhile.check.javac;

import com.sun.source.util.JavacTask;
import dev.meanwhile.check.source.SourceGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * What the compiler has to say against a group of files, some of them with another text than they
 * have. Nothing is written.
 */
public final class Complaints {
  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-implicit:none",
          "-nowarn",
          "-Xlint:none",
          "-Xmaxerrs",
          String.valueOf(Integer.MAX_VALUE),
          "--should-stop=ifError=FLOW");

  private final Map<String, Integer> counts = new HashMap<>();

  private Complaints() {}

  /**
   * Attributes a group.
   *
   * @param changed the new texts
   */
  public static Complaints about(SourceGroup group, Map<Path, String> changed, List<Path> classPath)
      throws IOException {
    var complaints = new Complaints();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(_ -> {}, null, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      var sources = CompilerInput.of(group.files().toList(), changed, files);
      var task = (JavacTask) compiler.getTask(null, files, complaints::add, OPTIONS, null, sources);
      task.analyze();
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      complaints.count("the compiler failed: " + failure);
    }
    return complaints;
  }

  private void add(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
      JavaFileObject source = diagnostic.getSource();
      String name = source == null ? "" : source.toUri().getPath();
      String file = name.substring(name.lastIndexOf('/') + 1);
      count(file + ": " + diagnostic.getMessage(null).replaceAll("\\s+", " "));
    }
  }

  private void count(String complaint) {
    counts.merge(complaint, 1, Integer::sum);
  }

  /** Something that is said here more often than before; empty if there is nothing new. */
  public Optional<String> newSince(Complaints before) {
    return counts.entrySet().stream()
        .filter(each -> each.getValue() > before.counts.getOrDefault(each.getKey(), 0))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }
}
