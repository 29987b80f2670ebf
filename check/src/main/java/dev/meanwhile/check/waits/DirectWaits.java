package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up calls in the catalogue. */
final class DirectWaits {
  private final Catalogue catalogue;
  private final Program program;
  private final Map<String, List<CatalogueEntry>> entries = new HashMap<>();

  DirectWaits(Catalogue catalogue, Program program) {
    this.catalogue = catalogue;
    this.program = program;
  }

  /** What the catalogue says of a call in a method. */
  Optional<Wait> of(Call call, Method around) {
    @Nullable CatalogueEntry entry = entryOf(call);
    return entry == null || isTimedOut(call, entry)
        ? Optional.empty()
        : Optional.of(wait(call, entry, around));
  }

  /** {@code getNow}, {@code poll()}: those have other names, and are not in the catalogue. */
  private static boolean isTimedOut(Call call, CatalogueEntry entry) {
    return entry.kind() == WaitKind.THREAD
        && call.methodName().equals("put")
        && call.arguments().size() == 2;
  }

  private Wait wait(Call call, CatalogueEntry entry, Method around) {
    Basis basis = call.method().basis();
    return new Wait(
        EnumSet.of(entry.kind()),
        CallEffects.of(call, entry, around, annotations(call)),
        basis == Basis.UNKNOWN && call.receiver() != null ? call.receiver().type().basis() : basis,
        entry.isConfined(),
        Optional.of(entry),
        List.of());
  }

  private @Nullable CatalogueEntry entryOf(Call call) {
    String name = call.methodName();
    for (CatalogueEntry entry : entriesOf(call.method().owner())) {
      if (!entry.isChain() && entry.names(name)) {
        return entry;
      }
    }
    Expression receiver = call.receiver();
    if (receiver == null) {
      return null;
    }
    JavaType type = receiver.type();
    for (CatalogueEntry entry : entriesOf(type.name())) {
      if (!entry.isChain() && entry.names(name)) {
        return entry;
      }
    }
    return receiver instanceof Call chain ? chainEntry(chain, name) : null;
  }

  private @Nullable CatalogueEntry chainEntry(Call chain, String name) {
    for (CatalogueEntry entry : entriesOf(Chains.root(chain).type().name())) {
      if (entry.isChain() && entry.names(name)) {
        return entry;
      }
    }
    return null;
  }

  private List<CatalogueEntry> entriesOf(String type) {
    if (type.isEmpty()) {
      return List.of();
    }
    List<CatalogueEntry> known = entries.get(type);
    if (known == null) {
      known = findEntries(type);
      entries.put(type, known);
    }
    return known;
  }

  private List<CatalogueEntry> findEntries(String type) {
    var found = new ArrayList<CatalogueEntry>();
    Set<String> all = new LinkedHashSet<>();
    all.add(type);
    all.addAll(program.allSupertypes(type));
    for (String each : all) {
      found.addAll(catalogue.ofType(each));
      program.type(each).ifPresent(declared -> addAnnotated(declared, found));
    }
    return found;
  }

  private void addAnnotated(TypeDeclaration type, List<CatalogueEntry> found) {
    if (type.kind() == TypeDeclaration.Kind.INTERFACE) {
      for (Annotation annotation : type.annotations()) {
        found.addAll(catalogue.ofAnnotation(annotation.simpleName()));
      }
    }
  }

  /** The annotations of the method that a call names, if it is in the tree. */
  private List<Annotation> annotations(Call call) {
    List<Method> declared = program.declared(call.method());
    return declared.size() == 1 ? declared.getFirst().annotations() : List.of();
  }
}
