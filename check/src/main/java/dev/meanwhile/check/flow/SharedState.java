package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.model.TypeDeclaration.FieldDeclaration;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Which fields several threads use. */
public final class SharedState {
  private static final Set<String> SHARED =
      Set.of(
          "Service",
          "Component",
          "Controller",
          "RestController",
          "Repository",
          "Singleton",
          "ApplicationScoped",
          "Path",
          "Named",
          "Resource",
          "WebServlet",
          "ThreadSafe");
  private static final Set<String> OWN =
      Set.of("RequestScoped", "SessionScoped", "Entity", "NotThreadSafe", "Scope");

  private SharedState() {}

  /** Whether something says that several threads use a field of the class of a method. */
  public static boolean isShared(Field field, Method method) {
    TypeDeclaration type = method.owner();
    if (has(type, OWN) || method.is(Modifier.SYNCHRONIZED)) {
      return false;
    }
    return field.isStatic() || isVolatile(field, type) || has(type, SHARED) || synchronises(type);
  }

  private static boolean has(TypeDeclaration type, Set<String> annotations) {
    return type.annotations().stream()
        .anyMatch(annotation -> annotations.contains(annotation.simpleName()));
  }

  private static boolean isVolatile(Field field, TypeDeclaration type) {
    return type.fields().stream()
        .anyMatch(declared ->
            declared.name().equals(field.name())
                && declared.modifiers().contains(Modifier.VOLATILE));
  }

  private static boolean synchronises(TypeDeclaration type) {
    return type.methods().stream().anyMatch(method -> method.is(Modifier.SYNCHRONIZED))
        || type.fields().stream()
            .map(FieldDeclaration::type)
            .anyMatch(each ->
                each.simpleName().startsWith("Atomic") || each.simpleName().endsWith("Lock"));
  }
}
