package dev.meanwhile.check.javac;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.MethodId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.UnionType;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Types as the compiler knows them; remembers what the classes that it has met extend and
 * implement.
 */
final class Types {
  private static final int DEEPEST_ARGUMENT = 3;

  private final Elements elements;
  private final Map<TypeElement, String> names = new HashMap<>();
  private final Map<TypeElement, JavaType> plain = new HashMap<>();
  private final IdentityHashMap<DeclaredType, JavaType> generic = new IdentityHashMap<>();
  private final Map<ExecutableElement, MethodId> methods = new HashMap<>();
  private final Map<ExecutableElement, String> parameters = new HashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();
  private final Map<MethodId, List<JavaType>> thrown = new HashMap<>();
  private final Map<MethodId, Annotation> said = new HashMap<>();

  Types(Elements elements) {
    this.elements = elements;
  }

  /** The direct supertypes of all classes met so far. */
  Map<String, Set<String>> supertypes() {
    return supertypes;
  }

  /** What the called methods declare to throw. */
  Map<MethodId, List<JavaType>> thrown() {
    return thrown;
  }

  /** By which annotation the called methods say that they wait. */
  Map<MethodId, Annotation> said() {
    return said;
  }

  void rememberThrown(MethodId id, ExecutableElement method, FileNames names) {
    if (!method.getThrownTypes().isEmpty()) {
      thrown.computeIfAbsent(
          id,
          _ ->
              method.getThrownTypes().stream()
                  .map(type ->
                      type.getKind() == TypeKind.TYPEVAR ? JavaType.UNKNOWN : read(type, names))
                  .toList());
    }
  }

  /**
   * A type that the compiler has attributed; where a class is missing, what the file's names say.
   */
  JavaType read(@Nullable TypeMirror type, FileNames names) {
    return read(type, names, 0);
  }

  private JavaType read(@Nullable TypeMirror type, FileNames names, int depth) {
    return switch (type) {
      case null -> JavaType.UNKNOWN;
      case ErrorType error when isMissing(error) -> missing(error, names, depth);
      case DeclaredType declared when declared.getTypeArguments().isEmpty() ->
          plain((TypeElement) declared.asElement());
      case DeclaredType declared when depth == 0 -> generic(declared, names);
      case DeclaredType declared -> constructed(declared, names, depth);
      case ArrayType array -> TypeTexts.arrayOf(read(array.getComponentType(), names, depth));
      case TypeVariable variable -> read(variable.getUpperBound(), names, depth + 1);
      case WildcardType wildcard -> read(wildcard.getExtendsBound(), names, depth + 1);
      case IntersectionType both -> read(both.getBounds().getFirst(), names, depth + 1);
      case UnionType either -> read(either.getAlternatives().getFirst(), names, depth + 1);
      default -> simple(type.getKind());
    };
  }

  private JavaType plain(TypeElement type) {
    JavaType known = plain.get(type);
    if (known == null) {
      known = JavaType.of(name(type), Basis.ATTRIBUTED);
      plain.put(type, known);
    }
    return known;
  }

  /** Few types are met as often as they are: each is read once, if it is the same in all files. */
  private JavaType generic(DeclaredType type, FileNames names) {
    JavaType known = generic.get(type);
    if (known == null) {
      known = constructed(type, names, 0);
      if (isAttributed(known)) {
        generic.put(type, known);
      }
    }
    return known;
  }

  private static boolean isAttributed(JavaType type) {
    return type.basis() == Basis.ATTRIBUTED
        && type.arguments().stream().allMatch(Types::isAttributed);
  }

  private JavaType constructed(DeclaredType type, FileNames names, int depth) {
    return new JavaType(
        name((TypeElement) type.asElement()), arguments(type, names, depth), Basis.ATTRIBUTED);
  }

  /** The classes of javac say that each declared type is an error type too: only the kind tells. */
  private static boolean isMissing(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR;
  }

  private static JavaType simple(TypeKind kind) {
    return kind.isPrimitive() || kind == TypeKind.VOID
        ? JavaType.of(kind.name().toLowerCase(Locale.ROOT), Basis.ATTRIBUTED)
        : JavaType.UNKNOWN;
  }

  private List<JavaType> arguments(DeclaredType type, FileNames names, int depth) {
    if (depth >= DEEPEST_ARGUMENT || type.getTypeArguments().isEmpty()) {
      return List.of();
    }
    return type.getTypeArguments().stream()
        .map(argument -> read(argument, names, depth + 1))
        .toList();
  }

  private JavaType missing(ErrorType type, FileNames names, int depth) {
    String written = type.asElement().toString();
    int generic = written.indexOf('<');
    if (generic > 0) {
      written = written.substring(0, generic);
    }
    if (!isTypeName(written)) {
      return JavaType.UNKNOWN;
    }
    JavaType raw = names.resolve(written);
    return new JavaType(raw.name(), arguments(type, names, depth), raw.basis());
  }

  /** The compiler names the type of a method or field that it does not know after it. */
  private static boolean isTypeName(String written) {
    String simple = written.substring(written.lastIndexOf('.') + 1);
    return !simple.isEmpty() && Character.isUpperCase(simple.charAt(0));
  }

  /** The full name of a class; the binary name if it is local or anonymous. */
  String name(TypeElement type) {
    String known = names.get(type);
    if (known == null) {
      String qualified = type.getQualifiedName().toString();
      known = qualified.isEmpty() ? elements.getBinaryName(type).toString() : qualified;
      names.put(type, known);
      remember(known, type);
    }
    return known;
  }

  private void remember(String name, TypeElement type) {
    var above = new HashSet<String>();
    supertypes.put(name, above);
    add(type.getSuperclass(), above);
    type.getInterfaces().forEach(each -> add(each, above));
  }

  private void add(TypeMirror supertype, Set<String> above) {
    if (!isMissing(supertype)
        && supertype instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      above.add(name(element));
    }
  }

  /** Which method a method of a class is. */
  MethodId id(ExecutableElement method) {
    MethodId known = methods.get(method);
    if (known == null) {
      var owner = (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
      known =
          new MethodId(
              name(owner),
              method.getSimpleName().toString(),
              method.getParameters().size(),
              parameters(method),
              Basis.ATTRIBUTED);
      methods.put(method, known);
      rememberSaid(known, method, owner);
    }
    return known;
  }

  private void rememberSaid(MethodId id, ExecutableElement method, TypeElement owner) {
    Stream<? extends AnnotationMirror> own = method.getAnnotationMirrors().stream();
    (owner.getKind() == ElementKind.INTERFACE
            ? Stream.concat(own, owner.getAnnotationMirrors().stream())
            : own)
        .filter(each -> typeOf(each).getSimpleName().contentEquals(Annotation.WAITS))
        .findFirst()
        .ifPresent(annotation -> said.put(id, read(annotation)));
  }

  private static TypeElement typeOf(AnnotationMirror annotation) {
    return (TypeElement) annotation.getAnnotationType().asElement();
  }

  private Annotation read(AnnotationMirror annotation) {
    var values = new HashMap<String, String>();
    annotation
        .getElementValues()
        .forEach(
            (member, value) -> values.put(member.getSimpleName().toString(), value.toString()));
    return new Annotation(name(typeOf(annotation)), values);
  }

  /** The erased types of the parameters of a method, with commas. */
  String parameters(ExecutableElement method) {
    return parameters.computeIfAbsent(
        method,
        _ -> {
          var text = new StringBuilder();
          for (VariableElement parameter : method.getParameters()) {
            text.append(text.isEmpty() ? "" : ",").append(erased(parameter.asType()));
          }
          return text.toString();
        });
  }

  private String erased(TypeMirror type) {
    return switch (type) {
      case ErrorType error when isMissing(error) -> error.asElement().getSimpleName().toString();
      case DeclaredType declared -> name((TypeElement) declared.asElement());
      case ArrayType array -> erased(array.getComponentType()) + "[]";
      case TypeVariable variable -> erased(variable.getUpperBound());
      case IntersectionType both -> erased(both.getBounds().getFirst());
      default -> type.getKind().name().toLowerCase(Locale.ROOT);
    };
  }
}
