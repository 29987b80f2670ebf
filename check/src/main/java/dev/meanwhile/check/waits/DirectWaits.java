package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.waits.CatalogueEntry.Timeout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up calls in the catalogue. */
final class DirectWaits {
  private final Catalogue catalogue;
  private final Program program;
  private final AnnotatedWaits annotated;
  private final MissingTypes missing;
  private final Map<String, List<CatalogueEntry>> entries = new HashMap<>();

  DirectWaits(Catalogue catalogue, Program program) {
    this.catalogue = catalogue;
    this.program = program;
    this.annotated = new AnnotatedWaits(program);
    this.missing = new MissingTypes(catalogue, program);
  }

  /** What the catalogue says of a call in a method. */
  Optional<Wait> of(Call call, Method around) {
    @Nullable CatalogueEntry entry = annotated.of(call).orElseGet(() -> entryOf(call, around));
    if (entry == null
        || isTimedOut(call, entry)
        || call.arguments().size() > entry.arguments()
        || isInBackground(call)
        || (entry.isGuess()
            && isGetter(call)
            && (entry.kind() == WaitKind.HTTP || isGuess(call, entry)))
        || isMemoised(call)) {
      return Optional.empty();
    }
    return Optional.of(wait(call, entry, around));
  }

  /** Whether one object of a type serves one thread at a time. */
  boolean isConfined(String type) {
    return entriesOf(type).stream().anyMatch(CatalogueEntry::isConfined);
  }

  /** {@code getNow}, {@code poll()}: those have other names, and are not in the catalogue. */
  private static boolean isTimedOut(Call call, CatalogueEntry entry) {
    return entry.kind() == WaitKind.THREAD
        && call.methodName().equals("put")
        && call.arguments().size() == 2;
  }

  /** {@code client.getData().inBackground(callback).forPath(path)}. */
  private static boolean isInBackground(Call call) {
    return call.receiver() instanceof Call chain
        && Chains.calls(chain).stream().anyMatch(step -> step.methodName().equals("inBackground"));
  }

  private boolean isGuess(Call call, CatalogueEntry entry) {
    return entry.isGuess()
        && (missing.isOfMissing(call) || call.receiver() instanceof Expression.TypeName);
  }

  /** {@code client.getName()}: more often a property than a request. */
  private static boolean isGetter(Call call) {
    String name = call.methodName();
    return call.arguments().isEmpty() && name.startsWith("get") && !name.contains("All");
  }

  private Wait wait(Call call, CatalogueEntry entry, Method around) {
    Basis named = call.method().basis();
    Basis basis =
        named == Basis.UNKNOWN && call.receiver() != null ? call.receiver().type().basis() : named;
    return new Wait(
        EnumSet.of(entry.kind()),
        CallEffects.of(call, entry, around, annotations(call)),
        (isOfFactory(call) && !entry.isChain()) || isGuess(call, entry)
            ? basis.or(Basis.RETURNED)
            : basis,
        entry.isConfined() || (isGuess(call, entry) && Confinement.isGivenConnection(call)),
        Optional.of(entry),
        List.of(),
        false,
        entry.timeout() == Timeout.DEFAULT);
  }

  private @Nullable CatalogueEntry entryOf(Call call, Method around) {
    CatalogueEntry known = knownEntryOf(call);
    if (known != null) {
      return known;
    }
    CatalogueEntry guess = first(missing.entriesOf(call, around), call.methodName(), false);
    return guess == null ? missing.helperOf(call, around, this::entriesOf).orElse(null) : guess;
  }

  private @Nullable CatalogueEntry knownEntryOf(Call call) {
    String name = call.methodName();
    Expression receiver = call.receiver();
    CatalogueEntry found =
        receiver instanceof Call chain
            ? first(entriesOf(InheritedNames.typeOf(Chains.root(chain))), name, true)
            : null;
    if (found == null && receiver instanceof Call && catalogue.endsChain(name)) {
      found = ofStep(call);
    }
    if (found == null) {
      found = first(entriesOf(call.method().owner()), name, false);
    }
    if (found == null && receiver != null) {
      found = first(entriesOf(InheritedNames.typeOf(receiver)), name, false);
    }
    if (found == null && isOfFactory(call)) {
      found = first(entriesOf(Chains.root(call).type().name()), name, false);
    }
    return found == null && receiver instanceof Expression.Field field
        ? first(entriesOf(field), name, false)
        : found;
  }

  /** {@code Request.Get(uri).execute()}: a static method of a missing class makes one of it. */
  private static boolean isOfFactory(Call call) {
    return call.receiver() instanceof Call
        && !call.method().isResolved()
        && Chains.root(call) instanceof Expression.TypeName;
  }

  /** {@code settings.client().ask(…).get()}: the chain of the client that a call returns. */
  private @Nullable CatalogueEntry ofStep(Call end) {
    for (Call step : Chains.calls(end)) {
      CatalogueEntry found =
          step == end ? null : first(entriesOf(step.type().name()), end.methodName(), true);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable CatalogueEntry first(
      List<CatalogueEntry> entries, String method, boolean isChain) {
    for (CatalogueEntry entry : entries) {
      if (entry.isChain() == isChain && entry.names(method)) {
        return entry;
      }
    }
    return null;
  }

  private List<CatalogueEntry> entriesOf(Expression.Field field) {
    return program.type(field.owner()).stream()
        .flatMap(type -> type.fields().stream())
        .filter(declared -> declared.name().equals(field.name()))
        .flatMap(declared -> declared.annotations().stream())
        .flatMap(annotation -> catalogue.ofField(annotation).stream())
        .toList();
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
      boolean isMadeAtRunTime = isMadeAtRunTime(each);
      Stream.concat(
              program.type(each).stream().flatMap(this::annotatedEntries),
              catalogue.ofType(each).stream())
          .filter(entry -> isMadeAtRunTime || !entry.isGuess())
          .forEach(found::add);
    }
    found.sort(Comparator.comparing(CatalogueEntry::isGuess)); // what is known comes first
    return found;
  }

  /** An interface of the program that nothing in it implements, and no lambda does. */
  private boolean isMadeAtRunTime(String type) {
    return !program.isImplemented(type)
        && program
            .type(type)
            .map(declared ->
                declared.kind() == TypeDeclaration.Kind.INTERFACE && !isFunction(declared))
            .orElse(false);
  }

  private static boolean isFunction(TypeDeclaration type) {
    return type.annotations().stream()
        .anyMatch(annotation -> annotation.simpleName().equals("FunctionalInterface"));
  }

  private Stream<CatalogueEntry> annotatedEntries(TypeDeclaration type) {
    return type.kind() == TypeDeclaration.Kind.INTERFACE
        ? type.annotations().stream().flatMap(each -> catalogue.ofAnnotation(each).stream())
        : Stream.empty();
  }

  private boolean isMemoised(Call call) {
    return program.declared(call.method()).stream().anyMatch(Contexts::isMemoised);
  }

  /** The annotations of the method that a call names, if it is in the tree. */
  private List<Annotation> annotations(Call call) {
    List<Method> declared = program.declared(call.method());
    return declared.size() == 1 ? declared.getFirst().annotations() : List.of();
  }
}
