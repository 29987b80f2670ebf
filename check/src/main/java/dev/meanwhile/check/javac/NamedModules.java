package dev.meanwhile.check.javac;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The modules of the JDK that texts name, or packages of them, and what those require. */
final class NamedModules {
  /** One of these is in the name of every package that the JDK exports. */
  private static final List<String> MARKS =
      List.of("java.", "javax.", "jdk.", "sun.", "netscape.", "org.ietf.", "org.w3c.", "org.xml.");

  private final Map<String, ModuleDescriptor> system = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();
  private final Set<String> found = new HashSet<>();

  NamedModules() {
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      String name = module.descriptor().name();
      system.put(name, module.descriptor());
      byName.put(name, name); // import module java.desktop;
      for (Exports exported : module.descriptor().exports()) {
        byName.put(exported.source(), name);
      }
    }
    add("java.base");
  }

  /** Their names, as far as the texts that have been looked at go. */
  Set<String> found() {
    return found;
  }

  /** Looks at a text: its imports, and whatever else looks like a name of the JDK. */
  void lookAt(CharSequence file) {
    String text = file.toString();
    for (String mark : MARKS) {
      int at = text.indexOf(mark);
      while (at >= 0) {
        int end = end(text, at + mark.length());
        addNamed(text.substring(start(text, at), end));
        at = text.indexOf(mark, end);
      }
    }
  }

  private static int start(String text, int at) {
    int start = at;
    while (start > 0 && isOfName(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int end(String text, int from) {
    int end = from;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfName(char letter) {
    return letter == '.' || Character.isJavaIdentifierPart(letter);
  }

  /** A name may go on after the package: with classes, and their members. */
  private void addNamed(String name) {
    String rest = name;
    @Nullable String module = byName.get(rest);
    while (module == null && rest.indexOf('.') > 0) {
      rest = rest.substring(0, rest.lastIndexOf('.'));
      module = byName.get(rest);
    }
    if (module != null) {
      add(module);
    }
  }

  private void add(String module) {
    ModuleDescriptor descriptor = system.get(module);
    if (descriptor != null && found.add(module)) {
      for (Requires required : descriptor.requires()) {
        add(required.name());
      }
    }
  }
}
