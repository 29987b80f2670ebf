package dev.meanwhile.check.model;

import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** A method, a constructor, or what a class does to begin: initialisers and values of fields. */
public final class Method {
  /** The name of the pseudo-method that holds the initialisers of a class and of its objects. */
  public static final String INITIALISER = "<start>";

  private final TypeDeclaration owner;
  private final MethodId id;
  private final Span at;
  private final Span nameAt;
  private final Set<Modifier> modifiers;
  private final List<Annotation> annotations;
  private final List<Variable> parameters;
  private final JavaType returnType;
  private final Statement.@Nullable Block body;
  private @Nullable NodesByKind nodes; // made by whoever asks first; twice does no harm

  /** A method of {@code owner}. */
  public Method(
      TypeDeclaration owner,
      MethodId id,
      Span at,
      Span nameAt,
      Set<Modifier> modifiers,
      List<Annotation> annotations,
      List<Variable> parameters,
      JavaType returnType,
      Statement.@Nullable Block body) {
    this.owner = owner;
    this.id = id;
    this.at = at;
    this.nameAt = nameAt;
    this.modifiers = modifiers;
    this.annotations = annotations;
    this.parameters = parameters;
    this.returnType = returnType;
    this.body = body;
  }

  /** The class it belongs to. */
  public TypeDeclaration owner() {
    return owner;
  }

  /** What calls of it name. */
  public MethodId id() {
    return id;
  }

  /** Its name. */
  public String name() {
    return id.name();
  }

  /** All of it. */
  public Span at() {
    return at;
  }

  /** Its name in the source. */
  public Span nameAt() {
    return nameAt;
  }

  /** Its file. */
  public SourceText file() {
    return owner.file();
  }

  /** Its modifiers. */
  public Set<Modifier> modifiers() {
    return modifiers;
  }

  /** Its annotations. */
  public List<Annotation> annotations() {
    return annotations;
  }

  /** Its parameters. */
  public List<Variable> parameters() {
    return parameters;
  }

  /** What it returns; {@code void} also for a constructor. */
  public JavaType returnType() {
    return returnType;
  }

  /** What it does; empty if it is abstract or native. */
  public Optional<Statement.Block> body() {
    return Optional.ofNullable(body);
  }

  /**
   * The statements or expressions of one kind in its body, lambda bodies included, outer ones and
   * earlier ones first. The body is walked once for all kinds: ask this rather than walk it again.
   *
   * @param kind one of the records, such as {@code Call.class}
   */
  public <N extends Node> List<N> all(Class<N> kind) {
    NodesByKind known = nodes;
    if (known == null) {
      known = body == null ? NodesByKind.NONE : NodesByKind.in(body);
      nodes = known;
    }
    return known.of(kind);
  }

  /** Whether it has this modifier. */
  public boolean is(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  /** Whether it returns nothing. */
  public boolean isVoid() {
    return returnType.name().equals("void");
  }

  @Override
  public String toString() {
    return owner.simpleName() + "." + name();
  }
}
