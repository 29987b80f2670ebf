package dev.meanwhile.check.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.meanwhile.check.source.SourceText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds the trees at places of a file. It parses the file once more: the trees of a compilation are
 * changed while it goes on.
 */
public final class TreeFinder {
  private final SourceText file;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  private TreeFinder(SourceText file, CompilationUnitTree unit, SourcePositions positions) {
    this.file = file;
    this.unit = unit;
    this.positions = positions;
  }

  /** For a file. */
  public static TreeFinder in(SourceText file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var text = List.of(new MemoryFile(file.path(), file.text()));
    var options = List.of("-proc:none");
    var task =
        (JavacTask) compiler.getTask(Writer.nullWriter(), null, _ -> {}, options, null, text);
    CompilationUnitTree unit = task.parse().iterator().next();
    return new TreeFinder(file, unit, Trees.instance(task).getSourcePositions());
  }

  /** The file. */
  public SourceText file() {
    return file;
  }

  /** The smallest tree around the character at {@code offset}. */
  public Tree innermost(int offset) {
    var found = new Tree[] {unit};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
        if (tree != null && isAround(tree, offset)) {
          found[0] = tree;
          super.scan(tree, null);
        }
        return null;
      }
    }.scan(unit, null);
    return found[0];
  }

  private boolean isAround(Tree tree, int offset) {
    return tree == unit
        || (positions.getStartPosition(unit, tree) <= offset
            && offset < positions.getEndPosition(unit, tree));
  }
}
