package dev.meanwhile.check.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Checker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.snakeyaml.engine.v2.api.Load;

/** A folder with sources, and what javac says of them with the plugin. */
final class Build {
  /** One finding, in line 6. */
  static final String NAP =
      """
      package shop;
      class Nap {
        void nap() {
          try {
            Thread.sleep(10);
          } catch (InterruptedException e) {
            // nothing
          }
        }
      }
      """;

  private static final String PLUGIN = "-Xplugin:Meanwhile";

  private final Path folder;
  private final List<Path> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<Processor> processors = new ArrayList<>();

  Build(Path folder) {
    this.folder = folder;
  }

  /** What javac says: the messages, and whether it has compiled. */
  record Output(boolean isCompiled, List<Diagnostic<? extends JavaFileObject>> messages) {
    /** Kind, line and the beginning of each message: {@code WARNING 6 [wait-in-loop]}. */
    List<String> heads() {
      return messages.stream()
          .map(each -> each.getKind() + " " + each.getLineNumber() + " " + firstWord(each))
          .toList();
    }

    private static String firstWord(Diagnostic<?> message) {
      return message.getMessage(Locale.ROOT).split(" ", 2)[0];
    }

    String onlyMessage() {
      assertThat(messages).hasSize(1);
      return messages.getFirst().getMessage(Locale.ROOT);
    }
  }

  /** Adds a file to what is compiled. */
  Build file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    sources.add(Files.writeString(file, text));
    return this;
  }

  /** Adds options for javac. */
  Build options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Adds an annotation processor. */
  Build processor(Processor processor) {
    processors.add(processor);
    return this;
  }

  Path classes() {
    return folder.resolve("classes");
  }

  /** Compiles with the plugin, which gets these arguments. */
  Output run(String... arguments) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new DiagnosticCollector<JavaFileObject>();
    var all = new ArrayList<>(List.of("-d", Files.createDirectories(classes()).toString()));
    all.addAll(List.of("-processorpath", processorPath(), plugin(arguments)));
    all.addAll(options);
    try (var files = compiler.getStandardFileManager(said, null, null)) {
      var objects = files.getJavaFileObjectsFromPaths(sources);
      var task = compiler.getTask(null, files, said, all, null, objects);
      task.setProcessors(processors);
      return new Output(task.call(), said.getDiagnostics());
    }
  }

  static String plugin(String... arguments) {
    return arguments.length == 0 ? PLUGIN : PLUGIN + " " + String.join(" ", arguments);
  }

  /** The plugin and what it needs, as a build tool finds them. */
  static String processorPath() {
    return place(Checker.class) + System.getProperty("path.separator") + place(Load.class);
  }

  /** Where a class comes from. */
  static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
