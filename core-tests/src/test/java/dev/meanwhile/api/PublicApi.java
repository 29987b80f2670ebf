package dev.meanwhile.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public surface of a module: each exported type with its public and protected members. */
final class PublicApi {

  private static final String INDENT = "  ";

  private PublicApi() {}

  /** The surface of the module that the given class belongs to, one line a type or member. */
  static List<String> of(Class<?> anyClassOfTheModule) {
    ModuleReference module = moduleOf(anyClassOfTheModule);
    Set<String> exported =
        module.descriptor().exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    return classNames(module)
        .map(name -> load(name, anyClassOfTheModule.getClassLoader()))
        .filter(type -> exported.contains(type.getPackageName()))
        .filter(type -> type.getCanonicalName() != null && isVisible(type))
        .sorted(Comparator.comparing(Class::getCanonicalName))
        .flatMap(type -> lines(type).stream())
        .toList();
  }

  /** What is in one surface only: a minus for the first, a plus for the second. */
  static List<String> difference(List<String> before, List<String> after) {
    List<String> gone = qualified(before);
    List<String> added = qualified(after);
    var lines = new ArrayList<String>();
    gone.stream().filter(line -> !added.contains(line)).forEach(line -> lines.add("- " + line));
    added.stream().filter(line -> !gone.contains(line)).forEach(line -> lines.add("+ " + line));
    return lines;
  }

  static List<String> lines(Class<?> type) {
    var members = new ArrayList<String>();
    Stream.of(type.getDeclaredFields())
        .filter(field -> isVisible(type, field))
        .map(Signatures::of)
        .sorted()
        .forEach(members::add);
    Stream.of(type.getDeclaredConstructors())
        .filter(constructor -> isVisible(type, constructor))
        .map(Signatures::of)
        .sorted()
        .forEach(members::add);
    Stream.of(type.getDeclaredMethods())
        .filter(method -> isVisible(type, method) && !isImplied(type, method))
        .sorted(Comparator.comparing(Method::getName).thenComparing(Signatures::of))
        .map(Signatures::of)
        .forEach(members::add);

    var lines = new ArrayList<String>();
    lines.add(Signatures.of(type));
    members.forEach(member -> lines.add(INDENT + member));
    return lines;
  }

  private static List<String> qualified(List<String> lines) {
    var qualified = new ArrayList<String>();
    String type = "";
    for (String line : lines) {
      if (line.startsWith(INDENT)) {
        qualified.add(type + ": " + line.strip());
      } else {
        type = line.replaceAll("^.*?\\b(?:class|interface|enum|record) ([\\w.]+).*$", "$1");
        qualified.add(line);
      }
    }
    return qualified;
  }

  private static boolean isVisible(Class<?> type) {
    boolean isOpen = Modifier.isPublic(type.getModifiers()) || isOpenToSubclasses(type);
    return isOpen && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
  }

  private static boolean isOpenToSubclasses(Class<?> type) {
    return Modifier.isProtected(type.getModifiers())
        && !Modifier.isFinal(type.getDeclaringClass().getModifiers());
  }

  private static boolean isVisible(Class<?> type, Member member) {
    int modifiers = member.getModifiers();
    return !member.isSynthetic()
        && (Modifier.isPublic(modifiers)
            || (Modifier.isProtected(modifiers) && !Modifier.isFinal(type.getModifiers())));
  }

  /** Methods that every such type has. */
  private static boolean isImplied(Class<?> type, Method method) {
    return switch (method.getName()) {
      case "toString", "hashCode" -> method.getParameterCount() == 0;
      case "equals" -> method.getParameterCount() == 1;
      case "values" -> type.isEnum() && method.getParameterCount() == 0;
      case "valueOf" -> type.isEnum() && method.getParameterCount() == 1;
      default -> false;
    };
  }

  private static ModuleReference moduleOf(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(place).findAll().iterator().next();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> classNames(ModuleReference module) {
    try (var reader = module.open()) {
      return reader
          .list()
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
