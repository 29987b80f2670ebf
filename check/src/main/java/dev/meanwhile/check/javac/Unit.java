package dev.meanwhile.check.javac;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** One file under the compiler: where its trees are written, and what their names mean. */
final class Unit {
  private final CompilationUnitTree tree;
  private final TreePath root;
  private final Trees trees;
  private final SourcePositions positions;
  private final SourceText text;
  private final FileNames names;
  private final Types types;
  private final Declarations declarations;

  Unit(
      CompilationUnitTree tree,
      Trees trees,
      SourceText text,
      FileNames names,
      Types types,
      Declarations declarations) {
    this.tree = tree;
    this.root = new TreePath(tree);
    this.trees = trees;
    this.positions = trees.getSourcePositions();
    this.text = text;
    this.names = names;
    this.types = types;
    this.declarations = declarations;
  }

  CompilationUnitTree tree() {
    return tree;
  }

  SourceText text() {
    return text;
  }

  FileNames names() {
    return names;
  }

  Types types() {
    return types;
  }

  Declarations declarations() {
    return declarations;
  }

  /** Where a tree is written; nowhere if the compiler has made it up. */
  Span span(Tree part) {
    int start = (int) positions.getStartPosition(tree, part);
    int end = (int) positions.getEndPosition(tree, part);
    return start < 0 || end < start ? Span.NOWHERE : new Span(start, end);
  }

  /** Where a tree ends that is written in the source. */
  int end(Tree part) {
    return (int) positions.getEndPosition(tree, part);
  }

  /** The symbol that the compiler has for a tree; null if there is none. */
  @Nullable Element element(Tree part) {
    return trees.getElement(new TreePath(root, part));
  }

  /** The type that the compiler has for an expression, as far as its classes are known by name. */
  JavaType typeOf(Tree part) {
    return types.read(trees.getTypeMirror(new TreePath(root, part)), names);
  }

  /** The type of a declared variable. */
  JavaType typeOf(VariableTree variable) {
    Element element = element(variable);
    JavaType attributed = element == null ? JavaType.UNKNOWN : types.read(element.asType(), names);
    return attributed.isKnown() ? attributed : TypeTexts.read(variable.getType(), names);
  }

  /** A local variable or parameter. */
  Variable variable(VariableTree variable, Variable.Kind kind) {
    return variable(variable, kind, span(variable));
  }

  /** As {@link #variable(VariableTree, Variable.Kind)}, of which is known where it is written. */
  Variable variable(VariableTree variable, Variable.Kind kind, Span at) {
    return new Variable(
        kind,
        variable.getName().toString(),
        typeOf(variable),
        annotations(variable.getModifiers()),
        at);
  }

  List<Annotation> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().isEmpty()
        ? List.of()
        : modifiers.getAnnotations().stream().map(this::annotation).toList();
  }

  /** A name as it is written: to write a tree out takes long. */
  private static String text(Tree name) {
    return name instanceof IdentifierTree simple ? simple.getName().toString() : name.toString();
  }

  private Annotation annotation(AnnotationTree annotation) {
    var values = new HashMap<String, String>();
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree named) {
        values.put(text(named.getVariable()), named.getExpression().toString());
      } else {
        values.put("value", argument.toString());
      }
    }
    String type = names.resolve(text(annotation.getAnnotationType())).name();
    return new Annotation(type, Map.copyOf(values));
  }
}
