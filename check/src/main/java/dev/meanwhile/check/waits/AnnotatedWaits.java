package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Methods that say that they wait: {@code @Waits("rpc")}, {@code @Waits(value = "sql", reads =
 * true)}, on the method or on its interface. The annotation is known by its simple name, so that
 * everybody may declare it.
 */
final class AnnotatedWaits {
  private final Program program;
  private final Map<Method, CatalogueEntry> entries = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  AnnotatedWaits(Program program) {
    this.program = program;
    program
        .methods()
        .forEach(method ->
            annotation(method)
                .flatMap(each -> entry(each, method.name()))
                .ifPresent(entry -> {
                  entries.put(method, entry);
                  names.add(method.name());
                }));
  }

  private static Optional<Annotation> annotation(Method method) {
    Optional<Annotation> own = among(method.annotations());
    boolean isOfInterface = method.owner().kind() == TypeDeclaration.Kind.INTERFACE;
    return own.isEmpty() && isOfInterface ? among(method.owner().annotations()) : own;
  }

  private static Optional<Annotation> among(List<Annotation> annotations) {
    return annotations.stream()
        .filter(each -> each.simpleName().equals(Annotation.WAITS))
        .findFirst();
  }

  /** Empty if the annotation does not name a kind: then it is somebody else's. */
  private static Optional<CatalogueEntry> entry(Annotation annotation, String method) {
    boolean reads = annotation.value("reads").equals("true");
    boolean writes = annotation.value("writes").equals("true");
    return kind(annotation).map(kind -> CatalogueEntry.ofUsers(kind, method, reads, writes));
  }

  private static Optional<WaitKind> kind(Annotation annotation) {
    String written = annotation.value("value").replace("\"", "");
    String name = written.substring(written.lastIndexOf('.') + 1);
    try {
      return Optional.of(name.isEmpty() ? WaitKind.RPC : WaitKind.named(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** What a call waits for, as the method that it names says in its source or its class file. */
  Optional<CatalogueEntry> of(Call call) {
    return program
        .said(call.method())
        .flatMap(annotation -> entry(annotation, call.methodName()))
        .or(() -> inSource(call));
  }

  private Optional<CatalogueEntry> inSource(Call call) {
    if (!names.contains(call.methodName())) {
      return Optional.empty();
    }
    return program.declared(call.method()).stream()
        .flatMap(method -> Optional.ofNullable(entries.get(method)).stream())
        .findFirst();
  }
}
