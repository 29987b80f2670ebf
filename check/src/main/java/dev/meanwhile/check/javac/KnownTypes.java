package dev.meanwhile.check.javac;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Which classes the compiler knows. Asked for a name alone, it searches all modules; most names are
 * missing ones. So it is asked for each package once, in the modules that may have it, and then for
 * classes where the package is.
 */
final class KnownTypes {
  /** The module of each package of the JDK: no package is in two. */
  private static final Map<String, String> SYSTEM = systemPackages();

  private final Elements elements;
  private final Map<String, List<ModuleElement>> modules = new HashMap<>();
  private final Map<String, Boolean> known = new HashMap<>();
  private @Nullable List<? extends ModuleElement> others;

  KnownTypes(Elements elements) {
    this.elements = elements;
  }

  private static Map<String, String> systemPackages() {
    var packages = new HashMap<String, String>();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      String name = module.descriptor().name();
      module.descriptor().packages().forEach(each -> packages.put(each, name));
    }
    return Map.copyOf(packages);
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
    if (elements.getAllModuleElements().isEmpty()) { // a language level without modules
      return elements.getAllPackageElements(packageName).stream()
          .map(found -> (ModuleElement) found.getEnclosingElement())
          .toList();
    }
    var candidates = new ArrayList<ModuleElement>(modulesOfOthers());
    String system = SYSTEM.get(packageName);
    ModuleElement module = system == null ? null : elements.getModuleElement(system);
    if (module != null) {
      candidates.add(module);
    }
    candidates.removeIf(each -> elements.getPackageElement(each, packageName) == null);
    return candidates;
  }

  /** All modules but those of the JDK. */
  private List<? extends ModuleElement> modulesOfOthers() {
    List<? extends ModuleElement> found = others;
    if (found == null) {
      var system = Set.copyOf(SYSTEM.values());
      found =
          elements.getAllModuleElements().stream()
              .filter(module -> !system.contains(module.getQualifiedName().toString()))
              .toList();
      others = found;
    }
    return found;
  }
}
