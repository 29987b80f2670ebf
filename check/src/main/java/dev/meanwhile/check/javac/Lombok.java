package dev.meanwhile.check.javac;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.JavaType;
import java.util.Set;
import javax.lang.model.type.TypeKind;

/**
 * What Lombok adds to a class, from its annotations: it is an annotation processor, and those do
 * not run here.
 */
final class Lombok {
  private static final Set<String> GETTERS = Set.of("Getter", "Data", "Value");
  private static final Set<String> SETTERS = Set.of("Setter", "Data");
  private static final Set<String> BUILDERS = Set.of("Builder", "SuperBuilder");
  private static final Set<String> LOGGERS =
      Set.of("Slf4j", "Log", "Log4j", "Log4j2", "CommonsLog", "XSlf4j", "JBossLog", "Flogger");

  private Lombok() {}

  /** A field it adds. */
  static JavaType field(ClassTree type, String name) {
    return name.equals("log") && has(type.getModifiers(), LOGGERS)
        ? JavaType.of("org.slf4j.Logger", Basis.DECLARED)
        : JavaType.UNKNOWN;
  }

  /** What a method returns that it adds. */
  static JavaType method(Declarations.DeclaredClass type, String name, int arity) {
    ModifiersTree modifiers = type.tree().getModifiers();
    if (arity == 0
        && has(modifiers, BUILDERS)
        && (name.equals("builder") || name.equals("toBuilder"))) {
      String simpleName = type.tree().getSimpleName() + "Builder";
      return JavaType.of(type.name() + "." + simpleName, Basis.RETURNED);
    }
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof VariableTree field) {
        JavaType added = accessor(type, field, name, arity);
        if (added.isKnown()) {
          return added;
        }
      }
    }
    return JavaType.UNKNOWN;
  }

  private static JavaType accessor(
      Declarations.DeclaredClass type, VariableTree field, String name, int arity) {
    String property = property(field);
    if (arity == 0
        && (name.equals("get" + property) || name.equals("is" + property))
        && (has(type.tree().getModifiers(), GETTERS) || has(field.getModifiers(), GETTERS))) {
      return TypeTexts.read(field.getType(), type.names());
    }
    if (arity == 1
        && name.equals("set" + property)
        && (has(type.tree().getModifiers(), SETTERS) || has(field.getModifiers(), SETTERS))) {
      return JavaType.of("void", Basis.RETURNED);
    }
    return JavaType.UNKNOWN;
  }

  private static String property(VariableTree field) {
    String name = field.getName().toString();
    boolean isBoolean =
        field.getType() instanceof com.sun.source.tree.PrimitiveTypeTree primitive
            && primitive.getPrimitiveTypeKind() == TypeKind.BOOLEAN;
    if (isBoolean
        && name.length() > 2
        && name.startsWith("is")
        && Character.isUpperCase(name.charAt(2))) {
      return name.substring(2);
    }
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static boolean has(ModifiersTree modifiers, Set<String> names) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      String name = annotation.getAnnotationType().toString();
      if (names.contains(name.substring(name.lastIndexOf('.') + 1))) {
        return true;
      }
    }
    return false;
  }
}
