package dev.meanwhile.check.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.meanwhile.check.Problem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A run of the compiler on code that it may never have been meant to see. Where it fails, the file
 * at hand is lost, and no other. An interrupt ends it before the next class.
 */
final class CompilerRun implements TaskListener {
  private final JavacTask task;
  private final Runnable step;
  private final Set<CompilationUnitTree> attributed =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable JavaFileObject current;

  /**
   * A run.
   *
   * @param step called for each file that is attributed
   */
  CompilerRun(JavacTask task, Runnable step) {
    this.task = task;
    this.step = step;
    task.addTaskListener(this);
  }

  @Override
  public void started(TaskEvent event) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    if (event.getSourceFile() != null) {
      current = event.getSourceFile();
    }
    if (event.getKind() == TaskEvent.Kind.ANALYZE && attributed.add(event.getCompilationUnit())) {
      step.run();
    }
  }

  /**
   * Parses all files.
   *
   * @throws LostFileException if the compiler fails on one; then none is parsed
   */
  Iterable<? extends CompilationUnitTree> parse() throws LostFileException {
    return call(task::parse);
  }

  /**
   * Attributes all classes. The compiler takes a class off its list before it begins with it: when
   * it has failed on one, it is asked to go on with the rest. What it got to know stays.
   */
  void attribute(Consumer<Problem> lost) {
    boolean isDone = false;
    while (!isDone) {
      try {
        call(task::analyze);
        isDone = true;
      } catch (LostFileException failure) {
        lost.accept(failure.problem());
      }
    }
  }

  private <T> T call(Callable<T> work) throws LostFileException {
    current = null;
    try {
      return work.call();
    } catch (Exception | StackOverflowError | AssertionError failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      Throwable reason =
          failure.getCause() == null ? failure : failure.getCause(); // the compiler wraps it
      JavaFileObject file = current;
      if (file == null) {
        throw new IllegalStateException("the compiler failed: " + reason, failure);
      }
      Path path = ProgramReader.path(file);
      throw new LostFileException(new Problem(path, 0, "the compiler failed: " + reason), failure);
    }
  }
}
