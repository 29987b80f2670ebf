package dev.meanwhile.check.model;

import org.jspecify.annotations.Nullable;

/**
 * Which method a call names.
 *
 * @param owner the full name of the class that declares it, or of the static type of the receiver
 *     if the method could not be resolved; empty if that is not known either
 * @param name its name; {@code <init>} for a constructor
 * @param arity how many parameters it has, or how many arguments the call
 * @param parameters the erased types of its parameters, with commas; empty if it could not be
 *     resolved
 * @param basis how the owner is known
 */
public record MethodId(String owner, String name, int arity, String parameters, Basis basis) {
  /** The name of a constructor. */
  public static final String CONSTRUCTOR = "<init>";

  /** Whether the compiler has resolved it, so that overloads can be told apart. */
  public boolean isResolved() {
    return basis == Basis.ATTRIBUTED && (arity == 0 || !parameters.isEmpty());
  }

  /** The same method, found by its number of parameters: an override may erase them differently. */
  MethodId withoutParameters() {
    return new MethodId(owner, name, arity, "", basis.or(Basis.RETURNED));
  }

  /** The method of the same name of another type. */
  public MethodId of(String type) {
    return new MethodId(type, name, arity, parameters, basis);
  }

  /** As the generated one, which is slow until it is compiled: calls are looked up all the time. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MethodId id
        && name.equals(id.name)
        && arity == id.arity
        && basis == id.basis
        && owner.equals(id.owner)
        && parameters.equals(id.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * owner.hashCode() + name.hashCode()) + parameters.hashCode() + arity;
  }

  /** The name of the owner without the package. */
  public String ownerName() {
    return owner.substring(owner.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return owner.isEmpty() ? name : ownerName() + "." + name;
  }
}
