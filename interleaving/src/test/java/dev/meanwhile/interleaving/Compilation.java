package dev.meanwhile.interleaving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles one file in memory, against the class path of the tests. */
final class Compilation {
  private final Map<String, byte[]> classes = new HashMap<>();

  private Compilation() {}

  /** The classes in {@code source}, by their names with slashes. */
  static Map<String, byte[]> of(String name, String source) throws IOException {
    var compilation = new Compilation();
    compilation.compile(new Source(name, source));
    return compilation.classes;
  }

  private void compile(Source source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new DiagnosticCollector<JavaFileObject>();
    try (var files = new Files(compiler.getStandardFileManager(messages, null, null))) {
      var options = List.of("-proc:none", "-nowarn", "-g");
      var task = compiler.getTask(null, files, messages, options, null, List.of(source));
      if (!task.call()) {
        throw new IllegalArgumentException("does not compile: " + messages.getDiagnostics());
      }
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:/" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    Files(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:/" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(name.replace('.', '/'), toByteArray());
            }
          };
        }
      };
    }
  }
}
