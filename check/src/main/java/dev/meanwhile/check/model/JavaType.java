package dev.meanwhile.check.model;

import java.util.List;

/**
 * The type of an expression or a declaration.
 *
 * @param name the full name without type arguments, such as {@code java.util.List}, {@code int} or
 *     {@code java.lang.String[]}; only the simple name if the package is not known; empty if
 *     nothing is known
 * @param arguments the type arguments
 * @param basis how it is known
 */
public record JavaType(String name, List<JavaType> arguments, Basis basis) {
  /** A type of which nothing is known. */
  public static final JavaType UNKNOWN = new JavaType("", List.of(), Basis.UNKNOWN);

  /** A class or primitive type without type arguments. */
  public static JavaType of(String name, Basis basis) {
    return new JavaType(name, List.of(), basis);
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return basis != Basis.UNKNOWN;
  }

  /** The name without the package. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The same type, known no better than by {@code weaker}. */
  public JavaType knownBy(Basis weaker) {
    return basis.compareTo(weaker) >= 0 ? this : new JavaType(name, arguments, weaker);
  }

  /** Whether it is an array. */
  public boolean isArray() {
    return name.endsWith("[]");
  }

  @Override
  public String toString() {
    return isKnown() ? name : "?";
  }
}
