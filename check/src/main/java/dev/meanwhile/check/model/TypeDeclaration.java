package dev.meanwhile.check.model;

import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** A class, interface, record, enum or annotation type of the source tree. */
public final class TypeDeclaration {
  /** What it is. */
  public enum Kind {
    /** A class, also an anonymous one. */
    CLASS,
    /** An interface. */
    INTERFACE,
    /** A record. */
    RECORD,
    /** An enum. */
    ENUM,
    /** An annotation type. */
    ANNOTATION
  }

  /**
   * A field.
   *
   * @param at the declaration
   */
  public record FieldDeclaration(
      String name, JavaType type, Set<Modifier> modifiers, List<Annotation> annotations, Span at) {}

  private final SourceText file;
  private final Kind kind;
  private final String name;
  private final Span at;
  private final Set<Modifier> modifiers;
  private final List<Annotation> annotations;
  private final List<JavaType> supertypes;
  private final List<FieldDeclaration> fields = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();

  /** A type without members yet. */
  public TypeDeclaration(
      SourceText file,
      Kind kind,
      String name,
      Span at,
      Set<Modifier> modifiers,
      List<Annotation> annotations,
      List<JavaType> supertypes) {
    this.file = file;
    this.kind = kind;
    this.name = name;
    this.at = at;
    this.modifiers = modifiers;
    this.annotations = annotations;
    this.supertypes = supertypes;
  }

  /** Adds a field, while the program is read. */
  public void add(FieldDeclaration field) {
    fields.add(field);
  }

  /** Adds a method, while the program is read. */
  public void add(Method method) {
    methods.add(method);
  }

  /** Where it is written. */
  public SourceText file() {
    return file;
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is a class without a name. */
  public boolean isAnonymous() {
    String number = name.substring(name.lastIndexOf('$') + 1);
    return number.length() < name.length() && number.chars().allMatch(Character::isDigit);
  }

  /** Its full name, with dots also before nested types; made up for local and anonymous classes. */
  public String name() {
    return name;
  }

  /** Its name without the package. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** All of it. */
  public Span at() {
    return at;
  }

  /** Its modifiers. */
  public Set<Modifier> modifiers() {
    return modifiers;
  }

  /** Its annotations. */
  public List<Annotation> annotations() {
    return annotations;
  }

  /** What it extends and implements, as written. */
  public List<JavaType> supertypes() {
    return supertypes;
  }

  /** Its own fields. */
  public List<FieldDeclaration> fields() {
    return fields;
  }

  /** Its own methods and constructors. */
  public List<Method> methods() {
    return methods;
  }

  @Override
  public String toString() {
    return name;
  }
}
