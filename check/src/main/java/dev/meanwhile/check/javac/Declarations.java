package dev.meanwhile.check.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.JavaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of the classes of the tree by name, as written: what is left where types are missing.
 * Knows the members that Lombok would add.
 */
final class Declarations {
  private final Map<String, DeclaredClass> classes = new HashMap<>();

  /** A class with the names of its file. */
  record DeclaredClass(String name, ClassTree tree, FileNames names) {}

  /** Adds the classes of a file. */
  void add(CompilationUnitTree unit, FileNames names) {
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree tree) {
        String prefix = names.packageName().isEmpty() ? "" : names.packageName() + ".";
        add(prefix + tree.getSimpleName(), tree, names);
      }
    }
  }

  private void add(String name, ClassTree tree, FileNames names) {
    classes.put(name, new DeclaredClass(name, tree, names));
    for (Tree member : tree.getMembers()) {
      if (member instanceof ClassTree inner) {
        add(name + "." + inner.getSimpleName(), inner, names);
      }
    }
  }

  /** Whether the tree declares a class of this full name. */
  boolean contains(String name) {
    return classes.containsKey(name);
  }

  /** The type of a field of a class or of what it extends; unknown if there is none. */
  JavaType field(String owner, String name) {
    return field(owner, name, new HashSet<>());
  }

  private JavaType field(String owner, String name, Set<String> seen) {
    DeclaredClass type = classes.get(owner);
    if (type == null || !seen.add(owner)) {
      return JavaType.UNKNOWN;
    }
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof VariableTree field && field.getName().contentEquals(name)) {
        return TypeTexts.read(field.getType(), type.names());
      }
    }
    JavaType added = Lombok.field(type.tree(), name);
    if (added.isKnown()) {
      return added;
    }
    JavaType above = superclass(type);
    return contains(above.name())
        ? field(above.name(), name, seen)
        : ofMissing(above, name.equals("baseMapper"));
  }

  /** What MyBatis-Plus says of a service in front of a mapper: {@code ServiceImpl<M, E>}. */
  private static JavaType ofMissing(JavaType superclass, boolean isMapper) {
    return isMapper && !superclass.arguments().isEmpty()
        ? superclass.arguments().getFirst()
        : JavaType.UNKNOWN;
  }

  /** What a method returns, by name and number of arguments; unknown if there is none. */
  JavaType method(String owner, String name, int arity) {
    return method(owner, name, arity, new HashSet<>());
  }

  private JavaType method(String owner, String name, int arity, Set<String> seen) {
    DeclaredClass type = classes.get(owner);
    if (type == null || !seen.add(owner)) {
      return JavaType.UNKNOWN;
    }
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof MethodTree method
          && method.getName().contentEquals(name)
          && method.getParameters().size() == arity) {
        return TypeTexts.read(method.getReturnType(), type.names()).knownBy(Basis.RETURNED);
      }
    }
    JavaType added = Lombok.method(type, name, arity);
    if (added.isKnown()) {
      return added.knownBy(Basis.RETURNED);
    }
    JavaType above = superclass(type);
    JavaType inherited =
        contains(above.name())
            ? method(above.name(), name, arity, seen)
            : ofMissing(above, name.equals("getBaseMapper"));
    for (Tree each : type.tree().getImplementsClause()) {
      if (!inherited.isKnown()) {
        inherited = method(TypeTexts.read(each, type.names()).name(), name, arity, seen);
      }
    }
    return inherited;
  }

  /** Whether a class, or what it extends, declares a method of this name. */
  boolean hasMethod(String owner, String name) {
    @Nullable DeclaredClass type = classes.get(owner);
    for (int depth = 0; type != null && depth < 8; depth++) {
      for (Tree member : type.tree().getMembers()) {
        if (member instanceof MethodTree method && method.getName().contentEquals(name)) {
          return true;
        }
      }
      type = classes.get(superclass(type).name());
    }
    return false;
  }

  private static JavaType superclass(DeclaredClass type) {
    return TypeTexts.read(type.tree().getExtendsClause(), type.names());
  }
}
