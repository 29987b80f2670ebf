package dev.meanwhile.check.model;

import dev.meanwhile.check.source.Span;
import java.util.List;

/**
 * A local variable or parameter. Two variables of one name are two objects: compare by identity.
 */
public final class Variable {
  /** Where a variable is declared. */
  public enum Kind {
    /** Of a method or constructor. */
    PARAMETER,
    /** Of a lambda expression. */
    LAMBDA_PARAMETER,
    /** In a block or a {@code for}. */
    LOCAL,
    /** In the head of a {@code try}: it is closed at its end. */
    RESOURCE,
    /** Of a {@code catch}. */
    CAUGHT,
    /** In a pattern. */
    PATTERN
  }

  private final Kind kind;
  private final String name;
  private final JavaType type;
  private final List<Annotation> annotations;
  private final Span at;

  /** A variable of this kind. */
  public Variable(Kind kind, String name, JavaType type, List<Annotation> annotations, Span at) {
    this.kind = kind;
    this.name = name;
    this.type = type;
    this.annotations = annotations;
    this.at = at;
  }

  /** Where it is declared. */
  public Kind kind() {
    return kind;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its declared or inferred type. For a multi-catch, the first alternative. */
  public JavaType type() {
    return type;
  }

  /** Its annotations. */
  public List<Annotation> annotations() {
    return annotations;
  }

  /** The declaration. */
  public Span at() {
    return at;
  }

  @Override
  public String toString() {
    return name;
  }
}
