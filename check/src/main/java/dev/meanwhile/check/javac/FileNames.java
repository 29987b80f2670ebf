package dev.meanwhile.check.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.JavaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What simple names mean in one file, from its imports: for classes that the compiler has not
 * found.
 */
final class FileNames {
  private final String packageName;
  private final Map<String, String> imported = new HashMap<>();
  private final Map<String, String> nested = new HashMap<>();
  private final Map<String, String> staticMembers = new HashMap<>();
  private final List<String> packages = new ArrayList<>();
  private final Predicate<String> exists;
  private final Imported ofAll;
  private final Words words;

  /**
   * The names of a file.
   *
   * @param exists whether a class of this full name is known
   * @param ofAll what this file and the others import
   */
  FileNames(CompilationUnitTree unit, Predicate<String> exists, Imported ofAll) {
    this.exists = exists;
    this.ofAll = ofAll;
    this.words = new Words(unit.getSourceFile());
    this.packageName = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    for (ImportTree imported : unit.getImports()) {
      if (!imported.isModule()) {
        add(imported.getQualifiedIdentifier().toString(), imported.isStatic());
      }
    }
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree tree) {
        addNested(qualified(packageName, tree.getSimpleName().toString()), tree);
      }
    }
  }

  private void add(String name, boolean isStatic) {
    String owner = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (isStatic) {
      staticMembers.put(last, owner);
    } else if (last.equals("*")) {
      packages.add(owner);
    } else {
      imported.put(last, name);
      ofAll.add(last, name);
    }
  }

  private void addNested(String name, ClassTree type) {
    nested.putIfAbsent(type.getSimpleName().toString(), name);
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree inner) {
        addNested(name + "." + inner.getSimpleName(), inner);
      }
    }
  }

  /** The package of the file. */
  String packageName() {
    return packageName;
  }

  /** The class that a static import takes this member from. */
  Optional<String> ownerOfStatic(String member) {
    return Optional.ofNullable(staticMembers.get(member));
  }

  /** The type that a name as written in this file means. */
  JavaType resolve(String written) {
    int dot = written.indexOf('.');
    String first = dot < 0 ? written : written.substring(0, dot);
    if (first.isEmpty() || first.length() == 1) {
      return JavaType.UNKNOWN; // a type variable
    }
    if (dot > 0 && Character.isLowerCase(first.charAt(0))) {
      return JavaType.of(written, Basis.IMPORTED);
    }
    JavaType type = resolveSimple(first);
    return dot < 0 ? type : JavaType.of(type.name() + written.substring(dot), type.basis());
  }

  private JavaType resolveSimple(String name) {
    String known = imported.getOrDefault(name, nested.get(name));
    if (known != null) {
      return JavaType.of(known, Basis.IMPORTED);
    }
    String here = qualified(packageName, name);
    if (exists.test(here)) {
      return JavaType.of(here, Basis.IMPORTED);
    }
    if (exists.test("java.lang." + name)) {
      return JavaType.of("java.lang." + name, Basis.IMPORTED);
    }
    return resolveOnDemand(name);
  }

  private JavaType resolveOnDemand(String name) {
    for (String from : packages) {
      if (exists.test(from + "." + name)) {
        return JavaType.of(from + "." + name, Basis.IMPORTED);
      }
    }
    Optional<String> elsewhere = ofAll.only(name).filter(_ -> !words.has(name));
    if (elsewhere.isPresent()) {
      return JavaType.of(elsewhere.get(), Basis.IMPORTED); // it is the type of what others declare
    }
    List<String> missing = packages.stream().filter(from -> !from.startsWith("java.")).toList();
    return missing.size() == 1
        ? JavaType.of(missing.getFirst() + "." + name, Basis.DECLARED)
        : JavaType.of(name, Basis.DECLARED);
  }

  private static String qualified(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
