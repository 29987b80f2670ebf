package dev.meanwhile.benchmarks.checking;

import com.sun.source.util.JavacTask;
import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.source.SourceFile;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** What is compared. */
enum Work {
  /** Plain attribution of the same groups of files by the compiler. */
  ATTRIBUTION {
    @Override
    Job prepare(Path folder, List<Path> classPath) throws IOException {
      List<SourceGroup> groups = SourceGroup.of(SourceTree.find(List.of(folder), false));
      return () -> {
        for (SourceGroup group : groups) {
          attribute(group, classPath);
        }
      };
    }
  },

  /** All of a check. */
  CHECK {
    @Override
    Job prepare(Path folder, List<Path> classPath) {
      CheckOptions options = CheckOptions.of(folder).withJobs(1).withClassPath(classPath);
      return () -> Checker.check(options, CheckListener.NONE);
    }
  };

  /** What is timed. */
  interface Job {
    void run() throws IOException;
  }

  /** Does what is not timed. */
  abstract Job prepare(Path folder, List<Path> classPath) throws IOException;

  private static void attribute(SourceGroup group, List<Path> classPath) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(_ -> {}, null, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      var paths = group.files().map(SourceFile::path).toList();
      var options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-Xlint:none",
              "--should-stop=ifError=ATTR",
              "--should-stop=ifNoError=ATTR");
      var task =
          (JavacTask)
              compiler.getTask(
                  Writer.nullWriter(),
                  files,
                  _ -> {},
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(paths));
      task.analyze();
    }
  }
}
