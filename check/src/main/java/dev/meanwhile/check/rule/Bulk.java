package dev.meanwhile.check.rule;

import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import java.util.Optional;
import java.util.Set;

/**
 * The method that asks for many instead of one, if there is one.
 *
 * @param name with the class that it belongs to; empty if there is none
 */
record Bulk(Optional<String> name) {
  private static final int AT_ONCE = 8;

  private static final Set<String> COLLECTIONS =
      Set.of("java.util.List", "java.util.Set", "java.util.Collection", "java.lang.Iterable");

  /** Looks for it in the catalogue, then in the class of the method. */
  static Bulk of(LoopWait wait, Program program) {
    Optional<String> listed =
        wait.waiting().entry().flatMap(entry -> Optional.ofNullable(entry.bulk().get(wait.name())));
    return new Bulk(listed.or(() -> sibling(wait.method(), program)));
  }

  /** {@code findAllByIds(List)} beside {@code findById(long)}. */
  private static Optional<String> sibling(MethodId method, Program program) {
    return program.type(method.owner()).stream()
        .map(TypeDeclaration::methods)
        .flatMap(methods -> methods.stream())
        .filter(other -> isForMany(other, method.name()))
        .map(Method::toString)
        .findFirst();
  }

  private static boolean isForMany(Method method, String one) {
    boolean takesMany =
        method.parameters().size() == 1 && isMany(method.parameters().getFirst().type());
    String stem = one.replaceFirst("(ById|ByKey|By)$", "");
    return takesMany && !method.isVoid() && method.name().startsWith(stem);
  }

  private static boolean isMany(JavaType type) {
    return type.isArray() || COLLECTIONS.contains(type.name());
  }

  String advice() {
    return name.map(many -> "ask once for all of them: " + many)
        .orElse(
            "run as many at once as the backend can take: map(elements, atMost("
                + AT_ONCE
                + "), …)");
  }

  Saving saving() {
    return name.isPresent() ? Saving.batched() : Saving.bounded(AT_ONCE);
  }
}
