package dev.meanwhile.check.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The types of one group of source files, and what is known of the library types that they use.
 * Read only once it is built, and then safe for use by many threads.
 */
public final class Program {
  /** More implementations than this say that anything may happen. */
  private static final int MOST_TARGETS = 4;

  private static final List<String> ANYBODYS =
      List.of(
          "java.", "javax.", "jakarta.", "com.google.common.", "reactor.", "org.reactivestreams.");

  private final Map<String, TypeDeclaration> types = new LinkedHashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();
  private final Map<String, Set<String>> subtypes = new HashMap<>();
  private final Map<MethodId, List<JavaType>> thrown;
  private final Map<MethodId, Annotation> said;
  private final Map<String, Set<String>> allSupertypes = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> allSubtypes = new ConcurrentHashMap<>();
  private final Map<MethodId, List<Method>> declared = new ConcurrentHashMap<>();
  private final Map<MethodId, List<Method>> targets = new ConcurrentHashMap<>();

  /**
   * A program of these types.
   *
   * @param types the types of the source tree, nested ones too
   * @param supertypes the direct supertypes of library types by name
   * @param thrown what called methods declare to throw
   * @param said the annotations by which called methods say that they wait
   */
  public Program(
      List<TypeDeclaration> types,
      Map<String, Set<String>> supertypes,
      Map<MethodId, List<JavaType>> thrown,
      Map<MethodId, Annotation> said) {
    this.thrown = Map.copyOf(thrown);
    this.said = Map.copyOf(said);
    supertypes.forEach((name, above) -> this.supertypes.put(name, new HashSet<>(above)));
    for (TypeDeclaration type : types) {
      this.types.put(type.name(), type);
      for (JavaType supertype : type.supertypes()) {
        this.supertypes.computeIfAbsent(type.name(), _ -> new HashSet<>()).add(supertype.name());
        subtypes.computeIfAbsent(supertype.name(), _ -> new HashSet<>()).add(type.name());
      }
    }
  }

  /** The types of the source tree, nested, local and anonymous ones too. */
  public Iterable<TypeDeclaration> types() {
    return types.values();
  }

  /** The methods of the source tree, constructors and initialisers too. */
  public Stream<Method> methods() {
    return types.values().stream().flatMap(type -> type.methods().stream());
  }

  /** The type of the source tree with this name. */
  public Optional<TypeDeclaration> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /**
   * What a called method that the compiler has resolved declares to throw. A type variable is an
   * unknown type.
   */
  public List<JavaType> thrown(MethodId id) {
    return thrown.getOrDefault(id, List.of());
  }

  /** By which annotation a called method that the compiler has resolved says that it waits. */
  public Optional<Annotation> said(MethodId id) {
    return Optional.ofNullable(said.get(id));
  }

  /** Whether a type is another type, or extends or implements it, as far as that is known. */
  public boolean isA(String type, String supertype) {
    return type.equals(supertype) || allSupertypes(type).contains(supertype);
  }

  /** Whether a type of the tree extends or implements a type. */
  public boolean isImplemented(String type) {
    return subtypes.containsKey(type);
  }

  /** Everything that a type is known to extend and implement. */
  public Set<String> allSupertypes(String type) {
    Set<String> known = allSupertypes.get(type);
    return known != null
        ? known
        : allSupertypes.computeIfAbsent(type, _ -> allBeyond(type, supertypes));
  }

  private static Set<String> allBeyond(String type, Map<String, Set<String>> next) {
    if (!next.containsKey(type)) {
      return Set.of();
    }
    var all = new HashSet<String>();
    add(type, next, all);
    return Collections.unmodifiableSet(all);
  }

  private static void add(String type, Map<String, Set<String>> next, Set<String> all) {
    for (String beyond : next.getOrDefault(type, Set.of())) {
      if (all.add(beyond)) {
        add(beyond, next, all);
      }
    }
  }

  /**
   * The method that a call names: of the owner or, if it is inherited, of the nearest type above
   * it. Several if only the number of arguments is known.
   */
  public List<Method> declared(MethodId id) {
    List<Method> known = declared.get(id);
    return known != null ? known : declared.computeIfAbsent(id, this::findDeclared);
  }

  private List<Method> findDeclared(MethodId id) {
    if (!types.containsKey(id.owner()) && !supertypes.containsKey(id.owner())) {
      return List.of(); // as most calls
    }
    return List.copyOf(declared(id.owner(), id, new HashSet<>()));
  }

  private List<Method> declared(String owner, MethodId id, Set<String> seen) {
    if (!seen.add(owner)) {
      return List.of();
    }
    List<Method> own = ownMethods(owner, id);
    if (!own.isEmpty() || id.name().equals(MethodId.CONSTRUCTOR)) {
      return own;
    }
    for (String above : supertypes.getOrDefault(owner, Set.of())) {
      List<Method> inherited = declared(above, id, seen);
      if (!inherited.isEmpty()) {
        return inherited;
      }
    }
    return List.of();
  }

  private List<Method> ownMethods(String owner, MethodId id) {
    TypeDeclaration type = types.get(owner);
    if (type == null) {
      return List.of();
    }
    var found = new ArrayList<Method>();
    for (Method method : type.methods()) {
      if (method.name().equals(id.name()) && matches(method, id)) {
        found.add(method);
      }
    }
    return found;
  }

  private static boolean matches(Method method, MethodId id) {
    MethodId own = method.id();
    boolean isExact = id.isResolved() && own.isResolved();
    return isExact ? own.parameters().equals(id.parameters()) : own.arity() == id.arity();
  }

  /**
   * The methods of the source tree that a call may run: the declared one, and those that override
   * it. Empty if there is none in the tree, if there are so many that nothing follows from them, or
   * if anybody may implement the type, as with those of the JDK.
   */
  public List<Method> targets(MethodId id) {
    List<Method> known = targets.get(id);
    return known != null ? known : targets.computeIfAbsent(id, this::findTargets);
  }

  /**
   * As {@link #targets(MethodId)}, of the type that the call is made on: a service of its own kind
   * says more than what all services have in common.
   */
  public List<Method> targets(Expression.Call call) {
    MethodId id = call.method();
    String type = call.receiver() == null ? "" : call.receiver().type().name();
    if (type.equals(id.owner()) || !types.containsKey(type) || !isA(type, id.owner())) {
      return targets(id);
    }
    List<Method> own = targets(id.of(type));
    return own.isEmpty() ? targets(id) : own;
  }

  private List<Method> findTargets(MethodId id) {
    var targets = new ArrayList<Method>();
    for (Method method : declared(id)) {
      if (method.body().isPresent()) {
        targets.add(method);
      }
    }
    if (subtypes.containsKey(id.owner())
        && !id.name().equals(MethodId.CONSTRUCTOR)
        && !isOfAnybody(id.owner())) {
      addOverriding(id, targets);
    }
    return targets.size() > MOST_TARGETS ? List.of() : List.copyOf(targets);
  }

  /** What everybody implements: one implementation in the tree says nothing about the others. */
  private static boolean isOfAnybody(String type) {
    for (String anybodys : ANYBODYS) {
      if (type.startsWith(anybodys)) {
        return true;
      }
    }
    return false;
  }

  private void addOverriding(MethodId id, List<Method> targets) {
    for (String subtype :
        allSubtypes.computeIfAbsent(id.owner(), _ -> allBeyond(id.owner(), subtypes))) {
      if (targets.size() > MOST_TARGETS) {
        return;
      }
      List<Method> own = overriding(subtype, id);
      for (Method method : own.isEmpty() ? inherited(subtype, id) : own) {
        if (method.body().isPresent() && !targets.contains(method)) {
          targets.add(method);
        }
      }
    }
  }

  /** Beside one with the same parameters, those with as many are overloads. */
  private List<Method> overriding(String subtype, MethodId id) {
    List<Method> same = id.isResolved() ? ownMethods(subtype, id) : List.of();
    return same.isEmpty() ? ownMethods(subtype, id.withoutParameters()) : same;
  }

  /** What a class has from a superclass that knows nothing of the interface. */
  private List<Method> inherited(String type, MethodId id) {
    boolean isClass =
        type(type).filter(each -> each.kind() == TypeDeclaration.Kind.CLASS).isPresent();
    return isClass ? declared(id.withoutParameters().of(type)) : List.of();
  }
}
