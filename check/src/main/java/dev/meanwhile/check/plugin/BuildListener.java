package dev.meanwhile.check.plugin;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.meanwhile.check.MalformedConfiguration;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads each class as soon as javac has attributed it, for javac changes its trees afterwards, and
 * has all of them checked after the last one.
 */
final class BuildListener implements TaskListener {
  private static final String NOT_CHECKED = "this compilation could not be checked: ";

  private final JavacTask task;
  private final String[] arguments;
  private final Set<String> waitedFor = new HashSet<>();
  private @Nullable BuildCheck check;
  private boolean isOver;

  BuildListener(JavacTask task, String[] arguments) {
    this.task = task;
    this.arguments = arguments.clone();
  }

  @Override
  public void finished(TaskEvent event) {
    CompilationUnitTree file = event.getCompilationUnit();
    if (isOver || file == null) {
      return;
    }
    try {
      if (event.getKind() == TaskEvent.Kind.ENTER) {
        entered(file);
      } else if (event.getKind() == TaskEvent.Kind.ANALYZE) {
        attributed(event.getTypeElement(), file);
      }
    } catch (MalformedConfiguration wrong) {
      end(Kind.ERROR, String.valueOf(wrong.getMessage()), file);
    } catch (LinkageError missing) {
      end(
          Kind.WARNING,
          NOT_CHECKED + "a library is missing on the processor path: " + missing,
          file);
    } catch (IOException | RuntimeException | AssertionError | StackOverflowError failure) {
      end(Kind.WARNING, NOT_CHECKED + failure, file);
    }
  }

  private void end(Kind kind, String message, CompilationUnitTree file) {
    isOver = true;
    Trees.instance(task).printMessage(kind, "-Xplugin:Meanwhile: " + message, file, file);
  }

  private void entered(CompilationUnitTree file) {
    if (check == null) {
      open(file);
    }
    for (Tree type : file.getTypeDecls()) {
      if (type instanceof ClassTree tree) {
        waitedFor.add(name(tree, file));
      }
    }
  }

  private void open(CompilationUnitTree file) {
    try {
      check = new BuildCheck(PluginArguments.parse(arguments), task);
    } catch (IllegalArgumentException wrong) {
      end(Kind.ERROR, String.valueOf(wrong.getMessage()), file);
    }
  }

  private static String name(ClassTree type, CompilationUnitTree file) {
    String simple = type.getSimpleName().toString();
    return file.getPackageName() == null ? simple : file.getPackageName() + "." + simple;
  }

  private void attributed(TypeElement type, CompilationUnitTree file) throws IOException {
    BuildCheck all = Objects.requireNonNull(check);
    String name = type.getQualifiedName().toString();
    for (Tree declared : file.getTypeDecls()) {
      if (declared instanceof ClassTree tree && name(tree, file).equals(name)) {
        all.read(tree, file);
      }
    }
    waitedFor.remove(name);
    if (waitedFor.isEmpty()) {
      isOver = true;
      all.report();
    }
  }
}
