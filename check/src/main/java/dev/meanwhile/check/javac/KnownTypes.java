package dev.meanwhile.check.javac;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;

/**
 * Which classes the compiler knows. Asked for a name alone, it searches all modules; most names are
 * missing ones. So it is asked for each package once, and then for classes where the package is.
 */
final class KnownTypes {
  private final Elements elements;
  private final Map<String, List<ModuleElement>> modules = new HashMap<>();
  private final Map<String, Boolean> known = new HashMap<>();

  KnownTypes(Elements elements) {
    this.elements = elements;
  }

  /** Whether there is a class of this full name. */
  boolean contains(String name) {
    Boolean answer = known.get(name);
    if (answer == null) {
      answer = search(name);
      known.put(name, answer);
    }
    return answer;
  }

  private boolean search(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return elements.getTypeElement(name) != null;
    }
    String owner = name.substring(0, dot);
    for (ModuleElement module : modules.computeIfAbsent(owner, this::modulesWith)) {
      if (elements.getTypeElement(module, name) != null) {
        return true;
      }
    }
    return contains(owner) && elements.getTypeElement(name) != null; // a nested class
  }

  private List<ModuleElement> modulesWith(String packageName) {
    return elements.getAllPackageElements(packageName).stream()
        .map(found -> (ModuleElement) found.getEnclosingElement())
        .toList();
  }
}
