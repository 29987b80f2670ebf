package dev.meanwhile.check.javac;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Reads names: variables, fields, types, methods. Where the compiler has no answer, imports and
 * declarations give one, and the {@link Basis} says so.
 */
final class NameReader {
  private static final Pattern QUALIFIED_TYPE =
      Pattern.compile("([a-z_]\\w*\\.)+[A-Z]\\w*[a-z]\\w*");

  private final Unit unit;
  private final ExpressionReader expressions;
  private final TypeDeclaration type;

  NameReader(Unit unit, ExpressionReader expressions, TypeDeclaration type) {
    this.unit = unit;
    this.expressions = expressions;
    this.type = type;
  }

  Expression identifier(IdentifierTree tree, Span at, Scope scope) {
    String name = tree.getName().toString();
    if (name.equals("this") || name.equals("super")) {
      JavaType attributed = unit.typeOf(tree);
      return new Expression.This(
          at, attributed.isKnown() ? attributed : JavaType.of(type.name(), Basis.ATTRIBUTED));
    }
    var local = scope.find(name);
    if (local.isPresent()) {
      return new Expression.Local(at, local.get());
    }
    Element element = unit.element(tree);
    if (element != null && isField(element)) {
      return field(tree, at, null, element, name, type.name());
    }
    if (element instanceof TypeElement found
        && found.asType().getKind().name().equals("DECLARED")) {
      return new Expression.TypeName(at, unit.typeOf(tree));
    }
    return unresolved(at, name);
  }

  private Expression unresolved(Span at, String name) {
    JavaType field = unit.declarations().field(type.name(), name);
    if (!field.isKnown() && Character.isUpperCase(name.charAt(0)) && hasLowerCase(name)) {
      return new Expression.TypeName(at, unit.names().resolve(name));
    }
    String owner = field.isKnown() ? type.name() : unit.names().ownerOfStatic(name).orElse("");
    return new Expression.Field(at, null, owner, name, !field.isKnown(), false, field);
  }

  private static boolean hasLowerCase(String name) {
    return name.chars().anyMatch(Character::isLowerCase);
  }

  private static boolean isField(Element element) {
    return element.getKind() == ElementKind.FIELD || element.getKind() == ElementKind.ENUM_CONSTANT;
  }

  private Expression.Field field(
      ExpressionTree tree,
      Span at,
      @Nullable Expression object,
      Element element,
      String name,
      String fallbackOwner) {
    String owner =
        element.getEnclosingElement() instanceof TypeElement declaring
            ? unit.types().name(declaring)
            : fallbackOwner;
    JavaType attributed = unit.typeOf(tree);
    JavaType known =
        isComplete(attributed)
            ? attributed
            : orElse(unit.declarations().field(owner, name), attributed);
    return new Expression.Field(
        at,
        object,
        owner,
        name,
        element.getModifiers().contains(Modifier.STATIC),
        element.getModifiers().contains(Modifier.FINAL),
        known);
  }

  /** Whether the package is known too. */
  private static boolean isComplete(JavaType type) {
    return type.basis() == Basis.ATTRIBUTED || type.name().contains(".");
  }

  private static JavaType orElse(JavaType better, JavaType other) {
    return better.isKnown() ? better : other;
  }

  Expression select(MemberSelectTree tree, Span at, Scope scope) {
    String name = tree.getIdentifier().toString();
    if (name.equals("class")) {
      String literal = typeNamed(tree.getExpression()).name() + ".class";
      return new Expression.Literal(at, literal, JavaType.of("java.lang.Class", Basis.ATTRIBUTED));
    }
    if (name.equals("this") || name.equals("super")) {
      return new Expression.This(at, typeNamed(tree.getExpression()));
    }
    Element element = unit.element(tree);
    if (element instanceof TypeElement found && !isMissing(found)) {
      return new Expression.TypeName(at, unit.typeOf(tree));
    }
    if (isQualifiedType(tree, scope)) {
      return new Expression.TypeName(at, unit.names().resolve(tree.toString()));
    }
    Expression object = expressions.read(tree.getExpression(), scope);
    if (element != null && isField(element)) {
      return field(tree, at, object, element, name, object.type().name());
    }
    JavaType attributed = unit.typeOf(tree);
    String owner = object.type().name();
    boolean isStatic = object instanceof Expression.TypeName;
    return new Expression.Field(
        at,
        object,
        owner,
        name,
        isStatic,
        isStatic,
        attributed.isKnown() ? attributed : unit.declarations().field(owner, name));
  }

  private static boolean isMissing(TypeElement element) {
    return element.asType().getKind().name().equals("ERROR");
  }

  /** {@code com.example.Type}, or {@code Outer.Type} of a missing class. */
  private static boolean isQualifiedType(MemberSelectTree tree, Scope scope) {
    String last = tree.getIdentifier().toString();
    if (last.isEmpty() || !Character.isUpperCase(last.charAt(0))) {
      return false; // to write a tree out takes long
    }
    String text = tree.toString();
    String first = text.substring(0, text.indexOf('.'));
    return QUALIFIED_TYPE.matcher(text).matches() && scope.find(first).isEmpty();
  }

  private JavaType typeNamed(ExpressionTree tree) {
    JavaType attributed = unit.typeOf(tree);
    return attributed.isKnown() ? attributed : TypeTexts.read(tree, unit.names());
  }

  Expression call(MethodInvocationTree tree, Span at, Scope scope) {
    ExpressionTree select = tree.getMethodSelect();
    Element element = unit.element(select);
    Expression receiver =
        select instanceof MemberSelectTree member
            ? expressions.read(member.getExpression(), scope)
            : null;
    String name = name(select);
    List<Expression> arguments = expressions.list(tree.getArguments(), scope);
    MethodId method =
        element instanceof ExecutableElement found && isOfClass(found)
            ? resolved(found)
            : unresolved(name, receiver, arguments.size());
    JavaType attributed = unit.typeOf(tree);
    JavaType result =
        isComplete(attributed)
            ? attributed
            : orElse(
                unit.declarations().method(method.owner(), name, arguments.size()),
                orElse(attributed, FutureSteps.returned(method)));
    int end = unit.end(select);
    boolean isDeclaredStatic = // the compiler says so of all that is missing
        (receiver == null || method.basis() == Basis.ATTRIBUTED)
            && element != null
            && element.getModifiers().contains(Modifier.STATIC);
    boolean isStatic = isDeclaredStatic || receiver instanceof Expression.TypeName;
    return new Expression.Call(
        at, receiver, method, new Span(end - name.length(), end), arguments, isStatic, result);
  }

  private static String name(ExpressionTree select) {
    return switch (select) {
      case MemberSelectTree member -> member.getIdentifier().toString();
      case IdentifierTree name -> name.getName().toString();
      default -> "";
    };
  }

  /** The constructor of an array belongs to no class. */
  private static boolean isOfClass(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement;
  }

  private MethodId resolved(ExecutableElement method) {
    MethodId id = unit.types().id(method);
    unit.types().rememberThrown(id, method, unit.names());
    return id;
  }

  private MethodId unresolved(String name, @Nullable Expression receiver, int arity) {
    if (receiver != null) {
      JavaType owner = receiver.type();
      return new MethodId(owner.name(), name, arity, "", owner.basis().or(Basis.IMPORTED));
    }
    if (name.equals("this") || name.equals("super")) {
      return new MethodId("", MethodId.CONSTRUCTOR, arity, "", Basis.UNKNOWN);
    }
    Optional<String> owner = ownerOfBareName(name);
    return owner
        .map(known -> new MethodId(known, name, arity, "", Basis.IMPORTED))
        .orElseGet(() -> new MethodId(type.name(), name, arity, "", Basis.UNKNOWN));
  }

  /** The class, this one or one around it, or the static import that has a method of this name. */
  private Optional<String> ownerOfBareName(String name) {
    for (String around = type.name(); !around.isEmpty(); around = around(around)) {
      if (unit.declarations().hasMethod(around, name)) {
        return Optional.of(around);
      }
    }
    return unit.names().ownerOfStatic(name);
  }

  private static String around(String name) {
    return name.substring(0, Math.max(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'))));
  }

  MethodId constructor(NewClassTree tree, JavaType created, int arity) {
    return unit.element(tree) instanceof ExecutableElement found
            && isOfClass(found)
            && tree.getClassBody() == null
        ? resolved(found)
        : new MethodId(
            created.name(), MethodId.CONSTRUCTOR, arity, "", created.basis().or(Basis.IMPORTED));
  }

  Expression reference(MemberReferenceTree tree, Span at, Scope scope) {
    Expression receiver = expressions.read(tree.getQualifierExpression(), scope);
    String name =
        tree.getMode() == MemberReferenceTree.ReferenceMode.NEW
            ? MethodId.CONSTRUCTOR
            : tree.getName().toString();
    MethodId method =
        unit.element(tree) instanceof ExecutableElement found && isOfClass(found)
            ? resolved(found)
            : new MethodId(
                receiver.type().name(), name, 1, "", receiver.type().basis().or(Basis.IMPORTED));
    return new Expression.MethodReference(at, receiver, method, unit.typeOf(tree));
  }
}
