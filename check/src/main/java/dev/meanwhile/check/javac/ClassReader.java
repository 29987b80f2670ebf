package dev.meanwhile.check.javac;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.model.TypeDeclaration.FieldDeclaration;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads classes with their members, and the classes within their methods. */
final class ClassReader {
  private final Unit unit;
  private final Consumer<TypeDeclaration> sink;

  ClassReader(Unit unit, Consumer<TypeDeclaration> sink) {
    this.unit = unit;
    this.sink = sink;
  }

  /** Reads a class that is not within another. */
  void read(ClassTree tree) {
    read(tree, unit.names().packageName(), Scope.outside(), List.of());
  }

  /**
   * Reads a class.
   *
   * @param around the package or class it is in
   * @param scope the local variables it can name
   * @param made the constructed supertypes of an anonymous class
   */
  TypeDeclaration read(ClassTree tree, String around, Scope scope, List<JavaType> made) {
    var type =
        new TypeDeclaration(
            unit.text(),
            kind(tree),
            name(tree, around),
            unit.span(tree),
            Set.copyOf(tree.getModifiers().getFlags()),
            unit.annotations(tree.getModifiers()),
            supertypes(tree, made));
    sink.accept(type);
    var bodies = new BodyReader(unit, this, type);
    var start = new ArrayList<Statement>();
    for (Tree member : tree.getMembers()) {
      switch (member) {
        case ClassTree inner -> read(inner, type.name(), scope, List.of());
        case MethodTree method -> addMethod(type, method, bodies, scope);
        case VariableTree field -> addField(type, field, bodies, scope, start);
        case BlockTree block -> start.add(bodies.block(block, scope));
        default -> {}
      }
    }
    if (!start.isEmpty()) {
      type.add(initialiser(type, start));
    }
    return type;
  }

  private static TypeDeclaration.Kind kind(ClassTree tree) {
    return switch (tree.getKind()) {
      case INTERFACE -> TypeDeclaration.Kind.INTERFACE;
      case RECORD -> TypeDeclaration.Kind.RECORD;
      case ENUM -> TypeDeclaration.Kind.ENUM;
      case ANNOTATION_TYPE -> TypeDeclaration.Kind.ANNOTATION;
      default -> TypeDeclaration.Kind.CLASS;
    };
  }

  private String name(ClassTree tree, String around) {
    if (unit.element(tree) instanceof TypeElement element) {
      return unit.types().name(element);
    }
    String simple = tree.getSimpleName().toString();
    String own = simple.isEmpty() ? "$" + unit.span(tree).start() : simple;
    return around.isEmpty() ? own : around + "." + own;
  }

  private List<JavaType> supertypes(ClassTree tree, List<JavaType> made) {
    var supertypes = new ArrayList<JavaType>(made);
    if (tree.getExtendsClause() != null) {
      supertypes.add(supertype(tree.getExtendsClause()));
    }
    tree.getImplementsClause().forEach(each -> supertypes.add(supertype(each)));
    return List.copyOf(supertypes);
  }

  private JavaType supertype(Tree tree) {
    JavaType attributed = unit.typeOf(tree);
    return attributed.isKnown() && attributed.name().contains(".")
        ? attributed
        : TypeTexts.read(tree, unit.names());
  }

  private void addField(
      TypeDeclaration type,
      VariableTree field,
      BodyReader bodies,
      Scope scope,
      List<Statement> start) {
    String name = field.getName().toString();
    JavaType fieldType = unit.typeOf(field);
    Set<Modifier> modifiers = Set.copyOf(field.getModifiers().getFlags());
    Span at = unit.span(field);
    type.add(
        new FieldDeclaration(
            name, fieldType, modifiers, unit.annotations(field.getModifiers()), at));
    if (field.getInitializer() != null && !at.equals(Span.NOWHERE)) {
      start.add(bodies.fieldStart(field, fieldType, modifiers, scope));
    }
  }

  private void addMethod(TypeDeclaration type, MethodTree tree, BodyReader bodies, Scope outside) {
    Span at = unit.span(tree);
    if (at.equals(Span.NOWHERE) || isMadeUp(tree, type)) {
      return;
    }
    Scope scope = outside.within();
    var parameters = new ArrayList<Variable>();
    for (VariableTree parameter : tree.getParameters()) {
      Variable variable = unit.variable(parameter, Variable.Kind.PARAMETER);
      parameters.add(variable);
      scope.add(variable);
    }
    Statement.@Nullable Block body =
        tree.getBody() == null ? null : bodies.block(tree.getBody(), scope);
    type.add(
        new Method(
            type,
            id(type, tree),
            at,
            nameAt(tree, at),
            Set.copyOf(tree.getModifiers().getFlags()),
            unit.annotations(tree.getModifiers()),
            List.copyOf(parameters),
            returnType(tree),
            body));
  }

  /** The compiler adds default constructors, which share the position of their class. */
  private boolean isMadeUp(MethodTree tree, TypeDeclaration type) {
    return tree.getReturnType() == null
        && tree.getBody() != null
        && (unit.span(tree.getBody()).equals(Span.NOWHERE)
            || unit.span(tree).start() == type.at().start());
  }

  private MethodId id(TypeDeclaration type, MethodTree tree) {
    String parameters =
        unit.element(tree) instanceof ExecutableElement method
            ? unit.types().parameters(method)
            : "";
    return new MethodId(
        type.name(),
        tree.getName().toString(),
        tree.getParameters().size(),
        parameters,
        Basis.ATTRIBUTED);
  }

  private JavaType returnType(MethodTree tree) {
    if (tree.getReturnType() == null) {
      return JavaType.of("void", Basis.ATTRIBUTED);
    }
    JavaType attributed = unit.typeOf(tree.getReturnType());
    return attributed.isKnown() ? attributed : TypeTexts.read(tree.getReturnType(), unit.names());
  }

  private Span nameAt(MethodTree tree, Span at) {
    String name = tree.getReturnType() == null ? "" : tree.getName().toString();
    int from = tree.getReturnType() == null ? at.start() : unit.span(tree.getReturnType()).end();
    int start = name.isEmpty() ? from : unit.text().text().indexOf(name, Math.max(from, 0));
    return start < 0 ? at : new Span(start, start + Math.max(1, name.length()));
  }

  private static Method initialiser(TypeDeclaration type, List<Statement> statements) {
    var body = new Statement.Block(type.at(), List.copyOf(statements));
    return new Method(
        type,
        new MethodId(type.name(), Method.INITIALISER, 0, "", Basis.ATTRIBUTED),
        type.at(),
        type.at(),
        Set.of(),
        List.of(),
        List.of(),
        JavaType.of("void", Basis.ATTRIBUTED),
        body);
  }
}
